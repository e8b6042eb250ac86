// A morphology file in memory: its points, and the unbranched branches that they are divided into.
//
// Readers (swc.cpp, neurolucida.cpp, …) make it from text, file.cpp shows it to hoc and Python, instantiate.cpp makes
// sections of what stands in a list of Import3d_Section. Rules for odd files are the reference's, found by asking it;
// what it answers with a crash, with nothing or with somebody else's points is an Error(Value) here that names file
// and line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "object/klass.hpp"

namespace nrn::morphology {

// In um. Most readers take numbers in single precision, as 3-d points of sections do.
struct Point {
    long id = 0;
    long type = 0;
    long parent_id = -1;
    long parent = -1;  // the index of that point; -1: none
    double x = 0.0, y = 0.0, z = 0.0, diam = 0.0;
    std::size_t line = 0;    // in the file, from 1
    std::size_t branch = 0;  // that it belongs to
};

struct Node {
    double x = 0.0, y = 0.0, z = 0.0, diam = 0.0;
};

// A section to be: its own points, before them where it is connected.
struct Branch {
    long type = 0;  // 1 soma, 2 axon, 3 dendrite, 4 apical dendrite
    long parent = -1;
    double parent_x = 1.0;
    bool skip_first = false;  // its first node only says where the parent is
    bool joint = false;       // its first node is no point of its own; not told of SWC
    long first_point = 0;     // of its own; in old files of Neurolucida that of its first node, which may be -1
    long at_point = -1;       // the point that it begins at, where that is not the end of the parent
    std::vector<Node> nodes;
    bool contour = false;  // the nodes are an outline of a soma, not points along it
    long stacked_on = -1;  // the first outline of the same soma, when this is a further one of a stack
};

// A spine told in the file; no section is made of it.
struct Spine {
    std::size_t base = 0;  // the point that it stands after
    std::size_t line = 0;
    std::vector<Node> nodes;
};

struct Tree {
    std::string file;
    std::vector<Point> points;
    std::vector<Branch> branches;
    std::vector<Spine> spines;
    std::vector<std::string> lines;   // of the points
    std::vector<std::string> header;  // comments
    std::string complaints;           // about lines that are left out, for the user
    std::string warnings;             // told unless the reader is quiet
    bool doubtful = false;            // something was not as it should be: err of the readers
};

// Error(Value) naming file and line.
[[noreturn]] void refuse_line(const Tree& tree, std::size_t line, const std::string& what);

// Lines end with \n, \r\n or \r.
std::vector<std::string_view> lines_of(std::string_view text);

Tree read_swc(std::string file, std::string_view text);
Tree read_eutectic(std::string file, std::string_view text);
Tree read_morphml(Context& context, const std::string& file);
Tree read_neurolucida(std::string file, std::string_view text);
Tree read_neurolucida3(std::string file, std::string_view text);

}  // namespace nrn::morphology

namespace nrn {

ClassDef morphology_file_class();
// Import3d_GUI.instantiate: sections for the entries of a list of Import3d_Section, in a cell or at the top level.
Value instantiate_morphology(Call& call);

}  // namespace nrn
