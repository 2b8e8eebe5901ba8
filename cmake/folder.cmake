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

# Sources of a folder that are compiled together (CMAKE_UNITY_BUILD, on but in the preset debug): a cold build of the program
# takes 200 s so, and 550 s one by one. Names in unnamed namespaces are therefore different within a folder.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)

# folder(NAME [USES other ...] [LINKS external ...] [SHARDS n])
#
# One folder of src/ is one static library, yuanheng_NAME, made of its *.cpp, and one test program, NAME_test, made of its
# *_test.cpp. What tests of other folders need too stands in test_*.cpp, the library yuanheng_NAME_testing. USES names the
# folders it may include: they are its only link to the rest of the tree, so an arrow that architecture.md forbids does not
# link. Target unit_tests builds all of them; ctest -L unit runs them, those that wait more than they compute in SHARDS at a time.
function(folder name)
  cmake_parse_arguments(F "" "SHARDS" "USES;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  file(GLOB shared CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/test_*.cpp)
  if(tests OR shared)
    list(REMOVE_ITEM sources ${tests} ${shared})
  endif()
  if(NOT sources)
    add_library(yuanheng_${name} INTERFACE)
    return()
  endif()
  add_library(yuanheng_${name} STATIC ${sources})
  target_include_directories(yuanheng_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  foreach(used ${F_USES})
    target_link_libraries(yuanheng_${name} PUBLIC yuanheng_${used})
  endforeach()
  target_link_libraries(yuanheng_${name} PUBLIC ${F_LINKS})
  precompiled(yuanheng_${name} yuanheng_base "${PROJECT_SOURCE_DIR}/cmake/precompiled.hpp")
  if(YUANHENG_TESTS AND shared)
    add_library(yuanheng_${name}_testing STATIC ${shared})
    target_link_libraries(yuanheng_${name}_testing PUBLIC yuanheng_${name} GTest::gtest GTest::gmock)
    target_compile_definitions(yuanheng_${name}_testing PRIVATE YUANHENG_ROOT="${PROJECT_SOURCE_DIR}")
  endif()
  if(YUANHENG_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE yuanheng_${name} GTest::gtest GTest::gmock GTest::gtest_main)
    if(shared)
      target_link_libraries(${name}_test PRIVATE yuanheng_${name}_testing)
    endif()
    target_compile_definitions(${name}_test PRIVATE YUANHENG_ROOT="${PROJECT_SOURCE_DIR}")
    # What takes time is in the library.
    target_compile_options(${name}_test PRIVATE $<$<CONFIG:Release>:-O1> $<$<BOOL:${YUANHENG_FUZZ}>:-O0 -fno-sanitize=fuzzer-no-link>)
    precompiled(${name}_test base_test "${PROJECT_SOURCE_DIR}/cmake/precompiled.hpp" <gmock/gmock.h> <gtest/gtest.h>)
    if(F_SHARDS)
      math(EXPR last "${F_SHARDS} - 1")
      foreach(shard RANGE ${last})
        add_test(NAME ${name}_${shard} COMMAND ${name}_test)
        set_tests_properties(${name}_${shard} PROPERTIES LABELS unit
                             ENVIRONMENT "GTEST_TOTAL_SHARDS=${F_SHARDS};GTEST_SHARD_INDEX=${shard}")
      endforeach()
    else()
      add_test(NAME ${name} COMMAND ${name}_test)
      set_tests_properties(${name} PROPERTIES LABELS unit)
    endif()
    add_dependencies(unit_tests ${name}_test)
  endif()
endfunction()
