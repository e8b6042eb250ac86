#include "builtins/gui/scene.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/gui/range_plot.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {

// ---- points ----

std::span<double> reach_of(const Value& ref) {
    double* first = ref.as_ref()->pointer();
    return first == nullptr ? std::span<double>() : std::span<double>(first, ref.as_ref()->reach());
}

namespace {

void copy_from(const Value& source, std::size_t limit, std::vector<double>& out) {
    std::span<const double> from;
    if (source.kind() == Kind::Object) {
        from = vector_of(source.as_object()).span();
    } else if (source.kind() == Kind::Ref) {
        from = reach_of(source);
    }
    out.assign(from.begin(), from.begin() + static_cast<long>(std::min(limit, from.size())));
}

void widen(Bounds& bounds, double x, double y) {
    if (std::isfinite(x) && std::isfinite(y)) {
        bounds.left = std::min(bounds.left, x);
        bounds.right = std::max(bounds.right, x);
        bounds.bottom = std::min(bounds.bottom, y);
        bounds.top = std::max(bounds.top, y);
    }
}

}  // namespace

Points points_of(const Item& item) {
    Points out;
    if (item.source == Item::Source::Object && is_range_plot(item.object.as_object())) {
        RangeCurve curve = range_curve(*item.object.as_object());
        return {std::move(curve.x), std::move(curve.y)};
    }
    if (item.source != Item::Source::Follows) {
        return {item.x, item.y};
    }
    const std::size_t limit = item.room != 0 ? item.room : std::numeric_limits<std::size_t>::max();
    copy_from(item.object, limit, out.y);
    if (item.abscissae.is_number()) {
        out.x.resize(out.y.size());
        for (std::size_t i = 0; i < out.x.size(); ++i) {
            out.x[i] = static_cast<double>(i) * item.abscissae.as_number();
        }
        return out;
    }
    copy_from(item.abscissae, out.y.size(), out.x);
    out.y.resize(out.x.size());
    return out;
}

// ---- items ----

ItemPtr Scene::add(Item::Sort sort) {
    auto made = std::make_shared<Item>();
    made->sort = sort;
    made->pen = pen;
    made->place = place;
    items_.push_back(made);
    return made;
}

ItemPtr Scene::add_line(Item::Source source, const std::string& label) {
    ItemPtr caption;
    if (!label.empty()) {
        caption = add(Item::Sort::Text);
        caption->label = label;
        caption->is_caption = true;
    }
    ItemPtr line = add(Item::Sort::Line);
    line->source = source;
    line->label = label;
    line->caption = caption;
    if (source == Item::Source::Plotted) {
        plotted_.push_back(line);
    }
    return line;
}

void Scene::begin_line(const std::string& label) {
    current_ = add_line(Item::Source::Drawn, label);
}

void Scene::line_to(double x, double y) {
    if (!current_) {
        begin_line("");
    }
    current_->x.push_back(x);
    current_->y.push_back(y);
}

void Scene::erase() {
    std::vector<ItemPtr> kept;
    for (const ItemPtr& item : items_) {
        const bool plotted = item->source == Item::Source::Plotted || item->source == Item::Source::Object;
        if ((item->sort == Item::Sort::Text && !item->is_caption) || (item->sort == Item::Sort::Line && plotted)) {
            if (item->caption) {
                kept.push_back(item->caption);
            }
            kept.push_back(item);
        }
    }
    items_ = std::move(kept);
    current_.reset();
}

void Scene::erase_all() {
    items_.clear();
    plotted_.clear();
    current_.reset();
    abscissa = Quantity();
    x_axis = Axis();
    y_axis = Axis();
}

long Scene::next_line(long i) const {
    const auto n = static_cast<long>(items_.size());
    for (long k = i + 1; k < n; ++k) {
        if (items_[static_cast<std::size_t>(k)]->sort == Item::Sort::Line) {
            return k;
        }
    }
    return -1;
}

// ---- plotting ----

// Each plotted line that has points stays as it is, under a finished copy of itself.
void Scene::keep_family_lines() {
    std::string suffix;
    if (!family_quantity.empty()) {
        suffix = format("%s=%g", family_quantity.text().c_str(), family_quantity.read(context_));
    }
    std::vector<ItemPtr> all;
    for (const ItemPtr& item : items_) {
        if (item->source == Item::Source::Plotted && !item->x.empty()) {
            auto kept = std::make_shared<Item>();
            kept->source = Item::Source::Finished;
            kept->pen = item->pen;
            kept->label = suffix;
            kept->place = item->place;
            kept->x = std::move(item->x);
            kept->y = std::move(item->y);
            all.push_back(kept);
        }
        all.push_back(item);
    }
    items_ = std::move(all);
}

void Scene::begin() {
    if (family) {
        keep_family_lines();
    }
    x_is_time = true;
    abscissa.try_again();
    for (const ItemPtr& line : plotted_) {
        line->x.clear();
        line->y.clear();
        line->quantity.try_again();
    }
}

void Scene::plot(double x) {
    const std::vector<ItemPtr> lines = plotted_;  // a callable may change plotted_
    std::vector<double> y(lines.size());
    const Symbol* t = context_.state<SymbolTable>().find("t");
    x_is_time = x_is_time && abscissa.empty() && t != nullptr && t->number() != nullptr && *t->number() == x;
    const double at = abscissa.empty() ? x : abscissa.read(context_);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        y[i] = lines[i]->quantity.read(context_);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i]->x.push_back(at);
        lines[i]->y.push_back(y[i]);
    }
}

// ---- extent ----

std::optional<Bounds> Scene::data_bounds() const {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Bounds out{kFar, -kFar, kFar, -kFar};
    for (const ItemPtr& item : items_) {
        if (item->sort == Item::Sort::Line) {
            const Points points = points_of(*item);
            for (std::size_t i = 0; i < points.x.size(); ++i) {
                widen(out, points.x[i], points.y[i]);
            }
        } else if (item->sort == Item::Sort::Mark) {
            widen(out, item->place.x, item->place.y);
        }
    }
    return out.left <= out.right ? std::optional<Bounds>(out) : std::nullopt;
}

Bounds Scene::natural_bounds() const {
    return natural.value_or(Bounds{0.0, 300.0, 0.0, 200.0});
}

Bounds Scene::view_bounds() const {
    if (views.empty()) {
        return natural_bounds();
    }
    const auto& scene = views.front().scene;
    return {scene[0], scene[0] + scene[2], scene[1], scene[1] + scene[3]};
}

void Scene::show(const Bounds& all) {
    if (views.empty()) {
        views.push_back({{}, {0.0, 0.0, 300.0, 200.0}});
    }
    for (View& view : views) {
        view.scene = {all.left, all.bottom, all.right - all.left, all.top - all.bottom};
    }
    framed = true;
}

// ---- life ----

Scene::Scene(Context& context, Object* self) : context_(context), window_(context.state<Windows>().add_object(self)) {
}

Scene::~Scene() {
    window_->object = nullptr;
}

void construct_scene(Call& call, void* payload) {
    auto* scene = new (payload) Scene(call.context, call.self);
    const bool hidden = call.count > 0 && call.is_number(call.count - 1) && call.number(call.count - 1) == 0.0;
    if (!hidden) {  // Graph(0) has no view yet
        scene->show(scene->natural_bounds());
        scene->framed = false;
    }
}

void destroy_scene(void* payload) noexcept {
    static_cast<Scene*>(payload)->~Scene();
}

}  // namespace nrn
