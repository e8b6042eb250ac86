// Listing candidates: nothing here opens a library.
#include "parallel/mpi_library.hpp"

#include <doctest/doctest.h>

#include <elf.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using namespace nrn;

namespace {

class Folder {
  public:
    Folder() {
        char name[] = "/tmp/nrn_mpi_XXXXXX";
        path_ = mkdtemp(name);
    }
    ~Folder() {
        std::filesystem::remove_all(path_);
    }
    const std::string& path() const {
        return path_;
    }
    void text(const char* name) {
        std::ofstream(path_ + "/" + name) << "INPUT(libmpi.so.12)\n";
    }
    void library(const char* name) {  // the head of one
        std::string head(64, '\0');
        head.replace(0, 4, ELFMAG);
        head[EI_CLASS] = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
        std::ofstream(path_ + "/" + name) << head;
    }

  private:
    std::string path_;
};

std::string file_of(const MpiCandidate& candidate) {
    return candidate.path.substr(candidate.path.rfind('/') + 1);
}

}  // namespace

TEST_CASE("directories come before the system loader, names in their order, and text files are refused") {
    Folder folder;
    folder.text("libmpi.so");
    folder.library("libmpi_abi.so.1");
    folder.library("libmpi.so.12");
    MpiSearch search;
    search.directories = {"/nowhere", folder.path()};
    const MpiFindings findings = list_mpi(search);
    REQUIRE(findings.candidates.size() == 3 + library_names().size());
    CHECK(file_of(findings.candidates[0]) == "libmpi.so.12");
    CHECK(findings.candidates[0].usable);
    CHECK(findings.candidates[0].origin == folder.path());
    CHECK(file_of(findings.candidates[1]) == "libmpi_abi.so.1");
    CHECK(findings.candidates[1].family == MpiFamily::Mpich);
    CHECK_FALSE(findings.candidates[2].usable);
    CHECK(findings.candidates[2].reason.find("linker script") != std::string::npos);
    CHECK(findings.candidates.back().origin == "system loader");
    CHECK_FALSE(findings.found());
    CHECK(findings.report().find("refused  " + folder.path() + "/libmpi.so ") != std::string::npos);
}

TEST_CASE("the launcher's family goes first") {
    Folder mpich;
    Folder open_mpi;
    mpich.library("libmpi.so.12");
    open_mpi.library("libmpi.so.40");
    MpiSearch search;
    search.directories = {mpich.path(), open_mpi.path()};
    CHECK(file_of(list_mpi(search).candidates[0]) == "libmpi.so.12");
    search.launch.family = MpiFamily::OpenMpi;
    CHECK(file_of(list_mpi(search).candidates[0]) == "libmpi.so.40");
    search.launch.family = MpiFamily::Mpich;
    CHECK(file_of(list_mpi(search).candidates[0]) == "libmpi.so.12");
}

TEST_CASE("a link is judged by the file it leads to, and a file is listed once") {
    Folder folder;
    folder.library("libmpi.so.40");
    std::filesystem::create_symlink("libmpi.so.40", folder.path() + "/libmpi.so");
    MpiSearch search;
    search.directories = {folder.path(), folder.path() + "/"};
    CHECK(list_mpi(search).candidates.size() == 1 + library_names().size());
    std::filesystem::rename(folder.path() + "/libmpi.so.40", folder.path() + "/libmpi.so.40.40.7");
    std::filesystem::remove(folder.path() + "/libmpi.so");
    std::filesystem::create_symlink("libmpi.so.40.40.7", folder.path() + "/libmpi.so");
    const MpiFindings findings = list_mpi(search);
    CHECK(file_of(findings.candidates[0]) == "libmpi.so");
    CHECK(findings.candidates[0].family == MpiFamily::OpenMpi);
}

TEST_CASE("the user's path is the only candidate, there or not") {
    Folder folder;
    folder.library("libmpi.so.12");
    MpiSearch search;
    search.directories = {folder.path()};
    search.override_path = folder.path() + "/gone.so";
    const MpiFindings findings = open_mpi(search);
    REQUIRE(findings.candidates.size() == 1);
    CHECK_FALSE(findings.candidates[0].usable);
    CHECK(findings.candidates[0].reason == "No such file or directory");
    CHECK_FALSE(findings.found());
}

TEST_CASE("a library that is none is refused with the loader's reason") {
    Folder folder;
    folder.library("libmpi.so.12");
    MpiSearch search;
    search.override_path = folder.path() + "/libmpi.so.12";
    const MpiFindings findings = open_mpi(search);
    CHECK_FALSE(findings.found());
    CHECK_FALSE(findings.candidates[0].usable);
    CHECK(findings.candidates[0].reason.find("libmpi.so.12") != std::string::npos);
}
