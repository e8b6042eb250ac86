"""Names and kinds at the top level: h, neuron, neuron.hoc, and some members listed by dir()."""

from _case import case, raises

import neuron
from neuron import h

CLASSES = """
BBSaveState CVode Deck FInitializeHandler File GUIMath Glyph Graph HBox Impedance KSChan KSGate KSState
KSTrans LinearMechanism List Matrix MechanismStandard MechanismType NMODLRandom NetCon PPShape PWManager
ParallelContext PlotShape Pointer PtrVector PythonObject Random RangeVarPlot SaveState SectionBrowser
SectionList SectionRef Shape StateTransitionEvent StringFunctions SymChooser TextEditor Timer VBox
ValueFieldEditor Vector
""".split()
POINT_PROCESSES = """
APCount AlphaSynapse Exp2Syn ExpSyn IClamp IntFire1 IntFire2 IntFire4 NetStim OClamp PatternStim
PointProcessMark SEClamp VClamp
""".split()
FUNCTIONS = """
abs allobjects allobjectvars arc3d area argtype atan atan2 attr_praxis axis batch_run batch_save
boolean_dialog chdir continue_dialog coredump_on_error coreneuron_handle cos define_shape delete_section
diam3d disconnect distance doEvents doNotify eqinit erf erfc execerror execute execute1 exp fadvance
fclamp fclampi fclampv fcurrent finitialize fit_praxis fmatrix fprint frecord_init fscan fstim fstimi fsyn
fsyng fsyni getSpineArea getcwd getstr ghk graph graphmode hoc_pointer_ hoc_stdout initnrn
install_vector_fitness int ion_charge ion_register ion_style ismembrane issection ivoc_style
keep_nseg_parm load_file load_func load_proc load_template log log10 lw machine_name make_mechanism
make_pointprocess mcell_ran4 mcell_ran4_init n3d name_declared nernst neuronhome nlayer_extracellular
nrn_feenableexcept nrn_get_config_key nrn_get_config_val nrn_load_dll nrn_mallinfo nrn_num_config_keys
nrnallpointmenu nrnallsectionmenu nrnglobalmechmenu nrniv_bind_thread nrnmechmenu nrnmpi_init nrnpointmenu
nrnpython nrnsecmenu nrnunit_use_legacy nrnversion numarg object_id object_pop object_push object_pushed
parent_connection parent_section plot plotx ploty plt pop_section print_local_memory_usage print_session
printf prmat prstim psection pt3dadd pt3dchange pt3dclear pt3dconst pt3dinsert pt3dremove pt3dstyle
push_section pval_praxis pwman_place quit rates_hh regraph retrieveaudit ri ropen save_session saveaudit
secname section_exists section_orientation section_owner sectionname setSpineArea setcolor setdata_feature
setdata_hh setdata_pas show_errmess_always show_winio sin solve spine3d sprint sqrt sred sscanf startsw
stop_praxis stopsw strcmp string_dialog symbols system tanh this_node this_section topology units
unix_mac_pc use_exp_pow_precision use_mcell_ran4 variable_domain vtrap_hh wopen x3d xbutton xcheckbox
xfixedvalue xlabel xmenu xopen xpanel xpvalue xradiobutton xred xslider xstatebutton xvalue xvarlabel y3d
z3d
""".split()
RANGE_VARIABLES = """
cm diam dik_dv_ dina_dv_ e_extracellular e_fastpas e_pas ek el_hh ena g_fastpas g_pas gk_hh gkbar_hh gl_hh
gna_hh gnabar_hh h_hh hinf_hh htau_hh i_cap i_membrane i_membrane_ i_pas ik il_hh ina ki ko m_hh minf_hh
mtau_hh n_hh nai nao ninf_hh ntau_hh sav_g sav_rhs v vext xc xg xraxial
""".split()
CONSTANTS = "Avogadro_constant DEG E FARADAY GAMMA PHI PI R celsius dt float_epsilon t clamp_resist".split()
INTEGERS = "diam_changed secondorder stoprun".split()
KEYWORDS = "access create forall objref proc func strdef new public".split()


def listed(names, place):
    """The names that dir() of the place lacks."""
    known = set(dir(place))
    return sorted(name for name in names if name not in known)


def wrong(names, good):
    """The names of h that are not what they should be."""
    return sorted(name for name in names if not good(getattr(h, name, None)))


ALL = CLASSES + POINT_PROCESSES + FUNCTIONS + RANGE_VARIABLES + CONSTANTS + INTEGERS + KEYWORDS
case("missing in dir(h)", lambda: listed(ALL, h))
case("missing in dir(n)", lambda: listed(ALL, neuron.n))
case("missing in dir(neuron.hoc)", lambda: listed(CLASSES + ["HocObject", "HocClass", "execute"], neuron.hoc))
case("not classes", lambda: wrong(CLASSES, lambda item: type(item) is neuron.hoc.HocClass))
case("not classes of hoc", lambda: wrong(CLASSES, lambda item: getattr(neuron.hoc, item.__name__) is item))
case(
    "not derived from HocObject", lambda: wrong(CLASSES, lambda item: issubclass(item, neuron.hoc.HocObject))
)
case("not callable", lambda: wrong(CLASSES + POINT_PROCESSES + FUNCTIONS, callable))
case("function text", lambda: wrong(FUNCTIONS, lambda item: str(item).endswith("()")))
case("constants", lambda: {name: getattr(h, name) for name in CONSTANTS})
case("integers", lambda: {name: [getattr(h, name), type(getattr(h, name))] for name in INTEGERS})
for name in ("hh_is_unknown", "run"):
    raises("unknown " + name, lambda: getattr(h, name))
raises("range variable", lambda: h.gnabar_hh)
raises("keyword", lambda: h.create)
raises("set unknown", lambda: setattr(h, "parity_unknown", 1))
case("h", lambda: [repr(h), type(h), h.__class__ is neuron.hoc.HocObject, neuron.hoc.HocObject() == h])

VECTOR = """
abs add addrand append apply as_numpy at baseattr buffer_size c cl clear contains convlv copy correl deriv
div dot eq fft fill filter fit floor fread from_double from_python fwrite get hist histogram hname
hocobjptr ind index indgen indvwhere indwhere inf insrt integral interpolate label line log log10 mag mark
max max_ind mean meansqerr medfltr median min min_ind mul play play_remove plot ploterr pow printf psth
rebin record reduce remove resample resize reverse rotate same scale scanf scantil set setrand sin size
smhist sort sortindex spctrm spikebin sqrt stderr stdev sub sum sumgauss sumsq tanh to_python trigavg var
vread vwrite where x
""".split()
PARALLEL_CONTEXT = """
allgather allreduce alltoall barrier baseattr broadcast cell context done dt event_time get_partition
gid2cell gid2obj gid_clear gid_connect gid_exists hname hocobjptr id id_bbs id_world integ_time look
look_take master_works_on_jobs max_histogram mech_time mpiabort_on_error multisplit nhost nhost_bbs
nhost_world nrnbbcore_register_mapping nrnbbcore_write nrncore_run nrncore_write nthread nworker
optimize_node_order outputcell pack partition post prcellstate print_memory_stats psolve py_allgather
py_alltoall py_broadcast py_gather py_scatter pyret retval runworker same sec_in_thread send_time
set_gid2node set_maxstep setup_transfer source_var spike_compress spike_record spike_statistics
splitcell_connect step_time step_wait submit subworlds t take target_var thread_busywait thread_ctime
thread_how_many_proc thread_stat threshold time timeout unpack upkpyobj upkscalar upkstr upkvec userid
vtransfer_time wait_time working
""".split()
NEURON = """
DensityMechanism HocError HocBaseObject hclass hoc h n nrn load_mechanisms psection new_point_process
new_hoc_class numpy_element_ref numpy_from_pointer register_savestate test version help _pkl __version__
""".split()
case("missing in dir(Vector)", lambda: listed(VECTOR, h.Vector()))
case("missing in dir(ParallelContext)", lambda: listed(PARALLEL_CONTEXT, h.ParallelContext()))
case("missing in dir(neuron)", lambda: listed(NEURON, neuron))
case("HocError", lambda: [c.__name__ for c in neuron.HocError.__mro__])
case("hclass", lambda: [neuron.hclass(h.List) is h.List, neuron.hclass(h.Vector) is h.Vector])


def base_class(**keywords):
    type("Base", (neuron.HocBaseObject,), {}, **keywords)


raises("HocBaseObject without type", base_class)
raises("HocBaseObject of a number", lambda: base_class(hoc_type=3))
