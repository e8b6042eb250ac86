# Third-party headers, which come from Python packages and are never copied into the tree.

# nrn_find_eigen(VARIABLE): sets VARIABLE to the include directory of Eigen 3 or later.
#
# Looked for, in this order: NRN_EIGEN_INCLUDE (for builders who have Eigen elsewhere); the package
# cmeel-eigen of every site-packages directory on CMAKE_PREFIX_PATH, where an isolated build of the wheel
# puts its build requirements; that of the building Python; an Eigen installed for the system.
set(NRN_EIGEN_INCLUDE "" CACHE PATH "Directory that holds Eigen/Core and unsupported/Eigen/FFT")

function(nrn_find_eigen variable)
  if(NRN_EIGEN_INCLUDE AND NOT EXISTS "${NRN_EIGEN_INCLUDE}/unsupported/Eigen/FFT")
    message(FATAL_ERROR "NRN_EIGEN_INCLUDE is ${NRN_EIGEN_INCLUDE}, which has no unsupported/Eigen/FFT.")
  endif()

  nrn_site_packages(sites)
  set(prefixes)
  foreach(site IN LISTS sites)
    list(APPEND prefixes "${site}/cmeel.prefix" "${site}")
  endforeach()
  find_path(NRN_EIGEN_FOUND unsupported/Eigen/FFT
    HINTS ${NRN_EIGEN_INCLUDE} ${prefixes}
    PATH_SUFFIXES include/eigen3 include)
  mark_as_advanced(NRN_EIGEN_FOUND)

  if(NOT NRN_EIGEN_FOUND)
    message(FATAL_ERROR
      "The Eigen headers were not found (looked for unsupported/Eigen/FFT in ${sites}). Install them into "
      "the Python that builds: `pip install cmeel-eigen`, or give -DNRN_EIGEN_INCLUDE=<directory>.")
  endif()
  set(${variable} "${NRN_EIGEN_FOUND}" PARENT_SCOPE)
endfunction()

# nrn_site_packages(VARIABLE): the directories where the building Python looks for packages.
function(nrn_site_packages variable)
  set(sites ${CMAKE_PREFIX_PATH} ${SKBUILD_PLATLIB_DIR})
  set(python "${Python_EXECUTABLE}")
  if(NOT python)
    find_program(NRN_BUILD_PYTHON NAMES python3 python)
    mark_as_advanced(NRN_BUILD_PYTHON)
    set(python "${NRN_BUILD_PYTHON}")
  endif()
  if(python)
    execute_process(
      COMMAND "${python}" -c "import sys; print(';'.join(p for p in sys.path if p))"
      OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    list(APPEND sites ${path})
  endif()
  list(REMOVE_DUPLICATES sites)
  set(${variable} "${sites}" PARENT_SCOPE)
endfunction()
