// The call of a FUNCTION or PROCEDURE, as VERBATIM text in it sees it.
#pragma once

#include "mech/mechanism.hpp"
#include "object/call.hpp"

namespace nrn {

// While it lives, ifarg(), getarg() … of VERBATIM tell of this call.
class VerbatimCall {
  public:
    explicit VerbatimCall(Call& call, const mech::Mechanism* mechanism = nullptr, mech::Id id = mech::kNoId);
    ~VerbatimCall();
    VerbatimCall(const VerbatimCall&) = delete;
    VerbatimCall& operator=(const VerbatimCall&) = delete;

  private:
    Context& context_;
};

void define_verbatim(Context& context);

}  // namespace nrn
