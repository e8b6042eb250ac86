# The Python side: the shim and the backend, once for all Pythons (abi3) and once for each entry of
# NRN_PYTHON_DYNAMIC ("python3.8", or a path to an interpreter).
#
# nrn_ask_python(EXE CODE VAR): what the interpreter prints.
function(nrn_ask_python exe code result)
  execute_process(COMMAND ${exe} -c "${code}" OUTPUT_VARIABLE answer RESULT_VARIABLE status OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${exe} does not run: give an installed Python 3 in NRN_PYTHON_DYNAMIC")
  endif()
  set(${result} "${answer}" PARENT_SCOPE)
endfunction()

# nrn_add_python(TAG INCLUDE_DIR SUFFIX VERSION LIMITED): hoc + libnrnpython for one Python, or for all.
function(nrn_add_python tag include_dir suffix version limited)
  set(source ${CMAKE_SOURCE_DIR}/pybind_abi3)
  set(definitions NRN_VERSION_TEXT="${PROJECT_VERSION}" NRN_BACKEND_PYTHON=${version})
  if(limited)
    list(APPEND definitions Py_LIMITED_API=0x03020000)
  endif()

  file(GLOB backend_files CONFIGURE_DEPENDS ${source}/libnrnpython/*.cpp ${source}/libnrnpython/types/*.cpp)
  add_library(nrnpython_${tag} MODULE ${backend_files})
  target_include_directories(nrnpython_${tag} PRIVATE ${source}/abi ${source}/libnrnpython ${CMAKE_SOURCE_DIR}/core/include)
  target_include_directories(nrnpython_${tag} SYSTEM PRIVATE ${include_dir})
  target_compile_definitions(nrnpython_${tag} PRIVATE ${definitions})
  # What Python 3.2 has, newer headers call deprecated (PySlice_GetIndicesEx); it stays part of the stable ABI.
  target_compile_options(nrnpython_${tag} PRIVATE -Wno-deprecated-declarations)
  target_compile_options(nrnpython_${tag} PRIVATE -fno-plt)  # every access crosses two libraries: without a stub
  target_link_libraries(nrnpython_${tag} PRIVATE nrn nrn_flags nrn_runtime ${CMAKE_DL_LIBS})
  if(NOT APPLE)
    target_link_options(nrnpython_${tag} PRIVATE -Wl,--version-script=${source}/libnrnpython/libnrnpython.map)
  endif()
  set_target_properties(nrnpython_${tag} PROPERTIES
    PREFIX "lib" OUTPUT_NAME nrnpython${version} SUFFIX .so
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib
    INSTALL_RPATH "$ORIGIN" BUILD_WITH_INSTALL_RPATH ON)

  add_library(hoc_${tag} MODULE ${source}/shim/shim.cpp ${source}/loader/loader.cpp)
  target_include_directories(hoc_${tag} PRIVATE ${source}/abi ${source}/loader)
  target_include_directories(hoc_${tag} SYSTEM PRIVATE ${include_dir})
  target_compile_definitions(hoc_${tag} PRIVATE ${definitions})
  target_compile_options(hoc_${tag} PRIVATE -fno-exceptions -fno-rtti -fno-threadsafe-statics)
  target_link_libraries(hoc_${tag} PRIVATE nrn_flags ${CMAKE_DL_LIBS})
  set_target_properties(hoc_${tag} PROPERTIES
    PREFIX "" OUTPUT_NAME hoc SUFFIX ${suffix}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib/python/neuron)

  install(TARGETS nrnpython_${tag} LIBRARY DESTINATION ${NRN_INSTALL_LIB})
  install(TARGETS hoc_${tag} LIBRARY DESTINATION ${NRN_INSTALL_PYTHON})
endfunction()
