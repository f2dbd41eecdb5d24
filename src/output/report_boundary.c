/* The regions of the plane of two inputs that the network gives to each class. */
#include "base/memory.h"
#include "output/html_page.h"
#include "output/html_style.h"
#include "output/html_text.h"
#include "output/report_dots.h"
#include "output/report_section.h"
#include "output/svg_shape.h"

#include <stdio.h>

enum { N_LEVELS = 4, FEW_ROWS = 50, N_PLACES = 7, LONGEST_NAME = 24 };

/* Class and confidence of a cell: class * N_LEVELS + level. */
static unsigned char judge(const double *answers, size_t n_classes) {
    size_t best = 0;
    for (size_t k = 1; k < n_classes; k++) {
        best = answers[k] > answers[best] ? k : best;
    }
    const double chance = 1 / (double)n_classes;
    const double share = (answers[best] - chance) / (1 - chance);
    const size_t level = share > 0 && share < 1 ? (size_t)(share * N_LEVELS) : N_LEVELS - 1;
    return (unsigned char)(best * N_LEVELS + (share > 0 ? level : 0));
}

/* Neighbours in a row that have the same code become one shape. */
static void add_cells(nnt_text *text,
                      const nnt_svg_chart *chart,
                      size_t n,
                      const unsigned char *codes,
                      unsigned code) {
    const double width = (chart->right - chart->left) / (double)n;
    const double height = (chart->bottom - chart->top) / (double)n;
    for (size_t row = 0; row < n; row++) {
        for (size_t column = 0; column < n; column++) {
            const size_t first = column;
            while (column < n && codes[row * n + column] == code) {
                column++;
            }
            if (column > first) {
                nnt_svg_add_box(text, chart->left + (double)first * width,
                                chart->bottom - (double)(row + 1) * height,
                                chart->left + (double)column * width,
                                chart->bottom - (double)row * height);
            }
        }
    }
}

static void add_regions(nnt_text *text,
                        const nnt_svg_chart *chart,
                        const nnt_run_view *view,
                        unsigned char *codes) {
    const nnt_answer_grid *grid = &view->samples->grid;
    const size_t n_classes = view->run->n_outputs;
    for (size_t i = 0; i < grid->n_points * grid->n_points; i++) {
        codes[i] = judge(grid->answers + i * n_classes, n_classes);
    }
    for (unsigned code = 0; code < n_classes * N_LEVELS; code++) {
        char style[32];
        char name[NNT_NAME_ROOM];
        snprintf(style, sizeof style, "area c%u a%u", code / N_LEVELS, 1 + code % N_LEVELS);
        nnt_svg_open_path(text, style);
        add_cells(text, chart, grid->n_points, codes, code);
        nnt_svg_close_path(text, nnt_dataset_output_name(view->data, code / N_LEVELS, name));
    }
}

static void add_rows(nnt_text *text, const nnt_svg_chart *chart, const nnt_run_view *view) {
    const nnt_view *rows = &view->samples->rows;
    for (unsigned k = 0; k < view->run->n_outputs && rows->dataset->labels; k++) {
        char style[32];
        snprintf(style, sizeof style, "point c%u%s", k, rows->n_rows < FEW_ROWS ? " few" : "");
        nnt_svg_open_path(text, style);
        for (size_t dot = 0; dot < nnt_report_dot_count(rows); dot++) {
            const size_t row = nnt_report_dot_row(rows, dot);
            if (rows->dataset->labels[row] == k) {
                nnt_report_add_sign(text, chart, nnt_dataset_feature(rows->dataset, row, 0),
                                    nnt_dataset_feature(rows->dataset, row, 1), nnt_report_sign(k));
            }
        }
        nnt_svg_close_path(text, NULL);
    }
}

static void add_class_legend(nnt_text *text, const nnt_run_view *view) {
    nnt_html_open_legend(text);
    for (unsigned k = 0; k < view->run->n_outputs; k++) {
        char name[NNT_NAME_ROOM];
        char style[32];
        snprintf(style, sizeof style, "point c%u", k);
        nnt_html_add_sign_legend(text, style, nnt_report_sign(k),
                                 nnt_dataset_output_name(view->data, k, name));
    }
    nnt_html_close_legend(text);
}

static void add_table_row(nnt_text *text, const nnt_run_view *view, size_t row) {
    const nnt_answer_grid *grid = &view->samples->grid;
    const size_t n_classes = view->run->n_outputs;
    nnt_text_addf(text, "<tr><th scope=\"row\">%s</th>",
                  nnt_html_round(grid->axes[1][row], 2).text);
    for (size_t c = 0; c < N_PLACES; c++) {
        const size_t column = c * (grid->n_points - 1) / (N_PLACES - 1);
        const double *answers = grid->answers + (row * grid->n_points + column) * n_classes;
        char name[NNT_NAME_ROOM];
        nnt_text_add(text, "<td>");
        nnt_html_add_long_text(
            text, nnt_dataset_output_name(view->data, judge(answers, n_classes) / N_LEVELS, name),
            LONGEST_NAME);
        nnt_text_add(text, "</td>");
    }
    nnt_text_add(text, "</tr>\n");
}

/* The answers at some places, as the picture has them: the second input rises from
 * below to above. */
static void add_table(nnt_text *text, const nnt_run_view *view, const char *const names[2]) {
    const nnt_answer_grid *grid = &view->samples->grid;
    const size_t last = grid->n_points - 1;
    nnt_text_add(text, "<details>\n<summary>Answers at some places</summary>\n<div class=\"wide\" "
                       "tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">");
    nnt_html_add_text(text, names[1]);
    nnt_text_add(text, " \\ ");
    nnt_html_add_text(text, names[0]);
    nnt_text_add(text, "</th>");
    for (size_t c = 0; c < N_PLACES; c++) {
        nnt_text_addf(text, "<th scope=\"col\">%s</th>",
                      nnt_html_round(grid->axes[0][c * last / (N_PLACES - 1)], 2).text);
    }
    nnt_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t r = N_PLACES; r-- > 0;) {
        add_table_row(text, view, r * last / (N_PLACES - 1));
    }
    nnt_html_close_table(text);
}

static nnt_svg_range make_range(const nnt_answer_grid *grid, size_t input) {
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_LINEAR);
    const double *axis = grid->axes[input];
    const double half_a_cell = (axis[1] - axis[0]) / 2;
    nnt_svg_range_add(&range, axis[0] - half_a_cell);
    nnt_svg_range_add(&range, axis[grid->n_points - 1] + half_a_cell);
    return range;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_answer_grid *grid = &view->samples->grid;
    char rooms[2][NNT_NAME_ROOM];
    const char *const names[2] = {nnt_dataset_feature_name(view->data, 0, rooms[0]),
                                  nnt_dataset_feature_name(view->data, 1, rooms[1])};
    const nnt_svg_range x = make_range(grid, 0);
    const nnt_svg_range y = make_range(grid, 1);
    nnt_svg_chart chart = nnt_svg_chart_create(
        "The class that the network answers over the plane of its two inputs, and training rows",
        names[0], &x, names[1], &y);
    unsigned char *codes = nnt_allocate(grid->n_points * grid->n_points, sizeof *codes);
    if (!codes) {
        text->failed = true;
        return;
    }
    nnt_svg_chart_make_square(&chart, &y);
    nnt_text_add(text, "<div class=\"grids\">\n");
    nnt_html_open_figure(text, "Answers and training rows");
    add_class_legend(text, view);
    nnt_svg_chart_open(text, &chart);
    add_regions(text, &chart, view, codes);
    add_rows(text, &chart, view);
    nnt_svg_chart_close(text);
    add_table(text, view, names);
    nnt_html_close_figure(text);
    nnt_text_add(text, "</div>\n");
    nnt_free(codes);
}

static bool is_present(const nnt_run_view *view) {
    const nnt_run *run = view->run;
    return view->samples && view->samples->grid.n_points > 0 && run->n_features == 2 &&
           view->task == NNT_TASK_CLASSIFICATION && run->n_outputs <= NNT_STYLE_COLORS;
}

const nnt_report_section nnt_report_boundary = {
    .id = "boundary",
    .title = "Decision regions",
    .lead = "The class that the network answers at each point, paler where it is less sure, and "
            "some of the training rows.",
    .is_present = is_present,
    .render = render,
};
