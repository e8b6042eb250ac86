# Every choice a builder has, in one place.
option(NRN_ENABLE_PYTHON_DYNAMIC "Choose the Python backend at run time (always on; accepted for old scripts)" ON)
set(NRN_PYTHON_DYNAMIC "" CACHE STRING "Pythons to build a version-specific module for: 'python3.8;python3.9'")
if(NRN_PYTHON_DYNAMIC)
  set(NRN_ABI3_DEFAULT OFF)
else()
  set(NRN_ABI3_DEFAULT ON)
endif()
option(NRN_PYTHON_ABI3 "Build hoc.abi3.so and libnrnpython3.so, which serve every CPython from 3.2 (default: \
without NRN_PYTHON_DYNAMIC)" ${NRN_ABI3_DEFAULT})
option(NRN_BUILD_TESTS "Build the C++ unit tests (needs doctest)" OFF)
option(NRN_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(NRN_SANITIZE_THREAD "Build with ThreadSanitizer" OFF)
option(NRN_WERROR "Treat warnings as errors" OFF)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Every target of ours links this: flags only, no include path.
add_library(nrn_flags INTERFACE)
# -Wrestrict of gcc 12 warns of string concatenation that is right (GCC bug 105651).
target_compile_options(nrn_flags INTERFACE
  -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(NRN_WERROR)
  target_compile_options(nrn_flags INTERFACE -Werror)
endif()
if(NRN_SANITIZE)
  target_compile_options(nrn_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(nrn_flags INTERFACE -fsanitize=address,undefined)
endif()
if(NRN_SANITIZE_THREAD)
  target_compile_options(nrn_flags INTERFACE -fsanitize=thread)
  target_link_options(nrn_flags INTERFACE -fsanitize=thread)
endif()

# Where things go below the prefix: a wheel keeps the libraries inside the package.
if(SKBUILD)
  set(NRN_INSTALL_PYTHON neuron)
  set(NRN_INSTALL_LIB neuron/lib)
  set(NRN_INSTALL_BIN neuron/bin)
  set(NRN_INSTALL_INCLUDE neuron/include)
else()
  set(NRN_INSTALL_PYTHON lib/python/neuron)
  set(NRN_INSTALL_LIB lib)
  set(NRN_INSTALL_BIN bin)
  set(NRN_INSTALL_INCLUDE include)
endif()

# The C++ run-time library goes into our libraries: they speak C to each other, and load without libstdc++.
add_library(nrn_runtime INTERFACE)
if(NOT NRN_SANITIZE AND NOT NRN_SANITIZE_THREAD AND NOT APPLE)
  target_link_options(nrn_runtime INTERFACE -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL -Wl,--gc-sections -Wl,-s)
  target_compile_options(nrn_flags INTERFACE -ffunction-sections -fdata-sections)
endif()
