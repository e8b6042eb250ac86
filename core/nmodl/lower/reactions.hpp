// The reactions of a KINETIC block: which unknowns they have, and what each adds to their equations.
#pragma once

#include <functional>

#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {

// Row and column of a matrix; numbers, or computed where indices of arrays are: then with the states that they belong
// to.
struct MatrixPlace {
    ExprPtr row, column, row_state, column_state;
};

// CONSERVE: coefficients, and the unknown whose equation it replaces.
struct Law {
    struct Part {
        double coefficient;
        ExprPtr state;
        int unknown;  // -1 for what is no state
    };
    int row = -1;
    std::vector<Part> parts;
    ExprPtr total;
    std::map<int, double> reduced;  // coefficients of unknowns, with the rows of earlier laws eliminated
};

class Reactions {
  public:
    // Loops are written out; with `loops` plain ones (unroll.hpp) stay, and their reactions are between elements whose
    // numbers follow from the variable of the loop.
    Reactions(const Mechanism& m, const Routine& routine, Sources& sources, bool loops = false);

    const std::vector<ExprPtr>& unknowns() const {
        return unknowns_;
    }
    const ExprPtr& unknown(int k) const {
        return unknowns_[static_cast<std::size_t>(k)];
    }
    const Statements& body() const {
        return body_;
    }
    const std::vector<Law>& laws() const {
        return laws_;
    }
    std::set<int> conserved_rows() const;
    bool computed_indices() const {
        return computed_;
    }
    struct Array {
        std::string name;
        int first, count;  // numbers of its elements as unknowns
    };
    // Those that lie in the reactions with all elements.
    const std::vector<Array>& arrays() const {
        return arrays_;
    }
    int number_of(const ExprPtr& state) const;
    // Some flux is a product of states.
    bool nonlinear() const {
        return nonlinear_;
    }
    // The volume of an unknown: a local that COMPARTMENT sets, or 1.
    ExprPtr volume(int unknown) const;
    ExprPtr volume(const Array& array, const ExprPtr& index) const;
    // Of the equations, without computed indices.
    Pattern pattern();

    void declare_into(Statements& into) const;
    // The block with f_flux and b_flux in the place of each reaction; and with what the reactions add besides: fluxes
    // to the rows of unknowns, and minus the derivatives of fluxes to places of the matrix, rows of laws left out.
    using AddFlux = std::function<void(Statements&, const ExprPtr& row, const ExprPtr& flux)>;
    using AddSlope = std::function<void(Statements&, const MatrixPlace& place, const ExprPtr& slope)>;
    Statements fluxes();
    Statements terms(const AddFlux& flux, const AddSlope& slope);
    Statements without_reactions();

  private:
    void find_unknowns(const Statements& list);
    void add_unknowns(const std::vector<Term>& side);
    void find_laws(const Statements& list, bool conditional);
    void add_law(const Stmt& s);
    bool is_state(const ExprPtr& e) const;
    ExprPtr row_of(const ExprPtr& state) const;
    Statements rewritten(const Statements& list, const AddFlux* flux, const AddSlope* slope);
    void reaction(const Stmt& s, Statements& into, const AddFlux* flux, const AddSlope* slope);
    void warn_of_sums(const Stmt& s);
    void volumes(const Stmt& s, Statements& into) const;

    const Mechanism& m_;
    Sources& sources_;
    Statements body_;
    std::vector<ExprPtr> unknowns_;
    std::vector<Array> arrays_;
    std::set<int> with_volume_;
    std::vector<Law> laws_;
    std::size_t next_law_ = 0;  // while the block is rewritten
    const bool loops_;
    bool computed_ = false;
    bool nonlinear_ = false;
};

// ---- small expressions

int whole(const ExprPtr& number);
ExprPtr element(const std::string& array, const ExprPtr& index);
// FROM kinetic_k = 0 TO count - 1 { body }, and its variable.
Stmt loop_to(int count, Statements body);
ExprPtr loop_index();
// A loop that sets `count` elements of a local array from `first` on to 0.
Stmt clear(const std::string& array, const ExprPtr& first, int count);

}  // namespace nrn::nmodl
