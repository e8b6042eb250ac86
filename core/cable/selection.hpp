// Selection: what forsec and ifsec of hoc ask of rooms above this one. core/builtins answers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cable/section.hpp"
#include "object/object.hpp"

namespace nrn::cable {

// Sections in an order, kept in memory while this lives. Some may have been deleted.
class SectionSequence {
  public:
    SectionSequence() = default;
    SectionSequence(const SectionSequence& other) : all_(other.all_) {
        for (Section* each : all_) {
            each->retain();
        }
    }
    SectionSequence& operator=(const SectionSequence&) = delete;
    ~SectionSequence() {
        for (Section* each : all_) {
            each->release();
        }
    }

    const std::vector<Section*>& all() const {
        return all_;
    }
    void add(Section& section) {
        all_.push_back(&section);
        section.retain();
    }
    void remove_at(std::size_t i) {
        all_[i]->release();
        all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    // How many of them the test took out.
    template <class Test>
    std::size_t remove_if(Test&& test) {
        std::size_t kept = 0;
        std::size_t removed = 0;
        for (Section* each : all_) {
            if (test(each)) {
                each->release();
                ++removed;
            } else {
                all_[kept++] = each;
            }
        }
        all_.resize(kept);
        return removed;
    }

  private:
    std::vector<Section*> all_;
};

// Reached by context.state<Selection>(). Empty functions: nobody knows.
struct Selection {
    using Test = std::function<bool(const std::string& section_name)>;

    // Whether names match a pattern as issection() reads it. Error(Value) when the text is no pattern.
    std::function<Test(std::string_view pattern)> matcher;
    // The sections of a SectionList as they are now; null for an object of another class.
    std::function<std::shared_ptr<const SectionSequence>(Object& list)> listed;
};

}  // namespace nrn::cable
