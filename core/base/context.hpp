// All run-time state of libnrn hangs off one Context (decision 3). A room keeps its own state in a class of
// its own and reaches it by type: context.state<Outputs>(). The first use constructs it; destruction is in
// reverse order of construction. Contexts are independent of each other; core/api owns the one of the process.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace nrn {

class Context {
  public:
    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() {
        while (!holders_.empty()) {
            holders_.pop_back();
        }
    }

    // The state of type T, default-constructed on first use. The reference stays valid as long as the Context.
    template <class T>
    T& state() {
        for (auto& [key, holder] : holders_) {
            if (key == key_of<T>()) {
                return static_cast<Holder<T>&>(*holder).value;
            }
        }
        auto made = std::make_unique<Holder<T>>();
        T& value = made->value;
        holders_.emplace_back(key_of<T>(), std::move(made));
        return value;
    }

  private:
    struct HolderBase {
        virtual ~HolderBase() = default;
    };
    template <class T>
    struct Holder final : HolderBase {
        T value;
    };

    // The address of a constant is a key that is unique for each type within libnrn.
    template <class T>
    static const void* key_of() {
        static const char key = 0;
        return &key;
    }

    std::vector<std::pair<const void*, std::unique_ptr<HolderBase>>> holders_;
};

}  // namespace nrn
