# nrn_add_room(NAME [APART] [DEPS room …] [INCLUDE_NRN] [FILES file …])
#
# Makes the folder NAME of core/ an OBJECT library `nrn_room_NAME`. A room sees its own headers as
# "NAME/header.hpp" and those of the rooms in DEPS, and nothing else: each room's headers are reached
# through a private include tree that holds one link, so a forbidden include does not compile.
# INCLUDE_NRN adds the installed C headers as <nrn/...>. APART keeps the room out of libnrn.
set(NRN_ROOM_INCLUDES ${CMAKE_BINARY_DIR}/rooms)

function(nrn_add_room name)
  cmake_parse_arguments(ROOM "INCLUDE_NRN;APART" "" "DEPS;FILES" ${ARGN})
  set(target nrn_room_${name})
  add_library(${target} OBJECT ${ROOM_FILES})

  set(view ${NRN_ROOM_INCLUDES}/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/core/${name} ${view}/${name} SYMBOLIC)

  target_include_directories(${target} PRIVATE ${view})
  foreach(dep IN LISTS ROOM_DEPS)
    target_include_directories(${target} PRIVATE ${NRN_ROOM_INCLUDES}/${dep})
  endforeach()
  if(ROOM_INCLUDE_NRN)
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/core/include)
  endif()
  target_link_libraries(${target} PRIVATE nrn_flags)
  if(NOT ROOM_APART)
    set_property(GLOBAL APPEND PROPERTY NRN_ROOMS ${target})
  endif()
endfunction()
