# precompiled(TARGET OWNER header ...)
#
# One set of precompiled headers, made with OWNER, serves every target that names it: a third of the time of a cold
# build. -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON builds without.
function(precompiled target owner)
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# Sources of a folder that are compiled together (CMAKE_UNITY_BUILD, on but in the preset debug): a cold build of the
# program takes 200 s so, and 550 s one by one. Names in unnamed namespaces are therefore different within a folder.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)

# folder(NAME [USES other ...] [LINKS external ...] [PART_OF group] [SHARDS n] [PRACTICE])
#
# One folder of src/ is one static library, yuanheng_NAME, made of its *.cpp, and one test program, NAME_test, made of its
# *_test.cpp. What tests of other folders need too stands in test_*.cpp, the library yuanheng_NAME_testing. USES names the
# folders it may include: they are its only link to the rest of the tree, and the test `arrows` holds every #include to them.
# Target unit_tests builds all of them; ctest -L unit runs them, those that wait more than they compute in SHARDS at a time.
#
# A PRACTICE is among the ${practices} that the server links, and its errors are among those of the test `codes`.
# A folder that is PART_OF a group has its tests in the group's program: group(NAME [SHARDS n]), called behind its parts.
function(folder name)
  cmake_parse_arguments(F "PRACTICE" "SHARDS;PART_OF" "USES;LINKS" ${ARGN})
  if(F_PRACTICE)
    set_property(GLOBAL APPEND PROPERTY yuanheng_practices ${name})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  file(GLOB shared CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/test_*.cpp)
  if(tests OR shared)
    list(REMOVE_ITEM sources ${tests} ${shared})
  endif()
  file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  list(JOIN F_USES " " uses)
  set_property(GLOBAL APPEND_STRING PROPERTY yuanheng_arrows "${name} ${path} ${uses}\n")
  if(NOT sources)
    add_library(yuanheng_${name} INTERFACE)
    target_include_directories(yuanheng_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    foreach(used ${F_USES})
      target_link_libraries(yuanheng_${name} INTERFACE yuanheng_${used})
    endforeach()
  else()
    add_library(yuanheng_${name} STATIC ${sources})
    target_include_directories(yuanheng_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    foreach(used ${F_USES})
      target_link_libraries(yuanheng_${name} PUBLIC yuanheng_${used})
    endforeach()
    target_link_libraries(yuanheng_${name} PUBLIC ${F_LINKS})
    precompiled(yuanheng_${name} yuanheng_base "${PROJECT_SOURCE_DIR}/cmake/precompiled.hpp")
  endif()
  if(YUANHENG_TESTS AND shared)
    add_library(yuanheng_${name}_testing STATIC ${shared})
    target_link_libraries(yuanheng_${name}_testing PUBLIC yuanheng_${name} GTest::gtest GTest::gmock)
    target_compile_definitions(yuanheng_${name}_testing PRIVATE YUANHENG_ROOT="${PROJECT_SOURCE_DIR}")
  endif()
  if(F_PART_OF)
    set_property(GLOBAL APPEND PROPERTY yuanheng_${F_PART_OF}_parts ${name})
    set_property(GLOBAL APPEND PROPERTY yuanheng_${F_PART_OF}_tests ${tests})
  else()
    unit_test(${name} "${tests}" "${F_SHARDS}" "${shared}")
  endif()
endfunction()

# group(NAME [USES other ...] [SHARDS n] [PRACTICE]): the library yuanheng_NAME that stands for its parts and for what lies in its own
# folder, and one test program of them all.
function(group name)
  cmake_parse_arguments(G "PRACTICE" "SHARDS" "USES" ${ARGN})
  if(G_PRACTICE)
    set_property(GLOBAL APPEND PROPERTY yuanheng_practices ${name})
  endif()
  get_property(parts GLOBAL PROPERTY yuanheng_${name}_parts)
  folder(${name} PART_OF ${name} USES ${parts} ${G_USES})
  get_property(tests GLOBAL PROPERTY yuanheng_${name}_tests)
  unit_test(${name} "${tests}" "${G_SHARDS}" "")
endfunction()

# unit_test(NAME TESTS SHARDS SHARED): the test program NAME_test.
function(unit_test name tests shards shared)
  if(NOT YUANHENG_TESTS OR NOT tests)
    return()
  endif()
  add_executable(${name}_test ${tests})
  target_link_libraries(${name}_test PRIVATE yuanheng_${name} GTest::gtest GTest::gmock GTest::gtest_main)
  if(shared)
    target_link_libraries(${name}_test PRIVATE yuanheng_${name}_testing)
  endif()
  target_compile_definitions(${name}_test PRIVATE YUANHENG_ROOT="${PROJECT_SOURCE_DIR}")
  # What takes time is in the library.
  target_compile_options(${name}_test PRIVATE $<$<CONFIG:Release>:-O1> $<$<BOOL:${YUANHENG_FUZZ}>:-O0 -fno-sanitize=fuzzer-no-link>)
  precompiled(${name}_test base_test "${PROJECT_SOURCE_DIR}/cmake/precompiled.hpp" <gmock/gmock.h> <gtest/gtest.h>)
  if(shards)
    math(EXPR last "${shards} - 1")
    foreach(shard RANGE ${last})
      add_test(NAME ${name}_${shard} COMMAND ${name}_test)
      set_tests_properties(${name}_${shard} PROPERTIES LABELS unit
                           ENVIRONMENT "GTEST_TOTAL_SHARDS=${shards};GTEST_SHARD_INDEX=${shard}")
    endforeach()
  else()
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES LABELS unit)
  endif()
  add_dependencies(unit_tests ${name}_test)
endfunction()

# Writes what every folder USES to arrows.txt of the build folder, for the test `arrows`.
function(write_arrows)
  get_property(arrows GLOBAL PROPERTY yuanheng_arrows)
  file(WRITE ${CMAKE_BINARY_DIR}/arrows.txt "${arrows}")
endfunction()
