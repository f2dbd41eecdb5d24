/* Style sheets. Colours of unlike things: Okabe and Ito 2008, "Color universal
 * design"; of ordered ones: points of matplotlib's viridis, less of it where it
 * would vanish against the background. */
#include "output/html_style.h"

#include "output/svg_heat.h"

typedef struct color {
    unsigned char red, green, blue;
} color;

static const color viridis[] = {
    {68, 1, 84},    {72, 40, 120},  {62, 74, 137},  {49, 104, 142}, {38, 130, 142},
    {31, 158, 137}, {53, 183, 121}, {110, 206, 88}, {181, 222, 43}, {253, 231, 37},
};
enum { N_ANCHORS = sizeof viridis / sizeof viridis[0], SHARES = 1000 };

/* The part of the ramp, in thousandths, that lines use on each background. */
enum { LIGHT_FROM = 0, LIGHT_TO = 760, DARK_FROM = 400, DARK_TO = 1000 };

static const char *const colors[] = {
    ":root{color-scheme:light dark;--page:#fbfbfa;--card:#fff;--ink:#1d2125;--soft:#5b6570;"
    "--rule:#dfe3e6;--grid:#eceff1;--shade:#f2f4f5;--accent:#0b62a8;--zero:#b9c0c6;\n",
    "--c0:#0072b2;--c1:#c8500a;--c2:#00876a;--c3:#a8457f;--c4:#946200;--c5:#3f8fc4;--c6:#6a6f75;"
    "--c7:#5a3d99;--severe:#a3212b;--warning:#8a5a00;--note:#44576b}\n",
    "@media (prefers-color-scheme:dark){:root{--page:#14171a;--card:#1b1f23;--ink:#e6e9ec;"
    "--soft:#a0abb5;--rule:#333a41;--grid:#282e34;--shade:#23282d;--accent:#6db6f2;"
    "--zero:#59636c;\n",
    "--c0:#56b4e9;--c1:#f0924c;--c2:#2fc39d;--c3:#dd8fbd;--c4:#e3b341;--c5:#8fc7ff;--c6:#aab2ba;"
    "--c7:#b79cf0;--severe:#ff8a8f;--warning:#e3b341;--note:#9fb4c9}}\n",
};

static const char *const shapes[] = {
    "svg text{font:12px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,"
    "sans-serif;fill:var(--soft);font-variant-numeric:tabular-nums}\n",
    "svg .title{fill:var(--soft)}svg .name{fill:var(--ink);font-weight:600}\n",
    ".axis,.tick{stroke:var(--soft);fill:none}.grid{stroke:var(--grid);fill:none}"
    ".grid,.axis,.tick{stroke-width:1}\n",
    ".line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}"
    ".thin{stroke-width:1.2}.bold{stroke-width:2.6}.dash{stroke-dasharray:6 4}"
    ".dots{stroke-dasharray:1 4}\n",
    ".dot,.point{stroke:var(--card);stroke-width:.7}.point.few{stroke:var(--ink);"
    "stroke-width:1.3}.faint{opacity:.55}"
    ".strip{stroke-width:3;stroke-linecap:butt}.s1{stroke-opacity:.2}.s2{stroke-opacity:.4}"
    ".s3{stroke-opacity:.7}.ink{stroke:var(--ink)}.pale{stroke:var(--zero);stroke-width:1;opacity:."
    "55}"
    ".band{fill:var(--c6);fill-opacity:.2;stroke:none}.swatch{stroke-width:10;"
    "stroke-linecap:butt}.swatch.band{stroke:var(--c6);stroke-opacity:.25}\n",
    ".a1{fill-opacity:.1}.a2{fill-opacity:.2}.a3{fill-opacity:.32}.a4{fill-opacity:.45}"
    ".cursor{stroke:#fff;stroke-width:1.6;fill:none;mix-blend-mode:difference}"
    ".bars{fill:var(--c1);fill-opacity:.75;stroke:none}"
    ".area{shape-rendering:crispEdges}.hz{fill:var(--zero)}\n",
};

static const char *const page[] = {
    "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}\n",
    "body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,"
    "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "overflow-wrap:break-word}\n",
    "header,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}"
    "header{padding-top:36px}footer{padding-bottom:48px;color:var(--soft);font-size:14px}\n",
    "h1{font-size:30px;line-height:1.2;margin:0;overflow-wrap:anywhere}"
    ".eyebrow{margin:0 0 6px;color:var(--soft);font-size:14px}"
    ".about{max-width:68ch;margin:14px 0 0}\n",
    "h2{font-size:21px;line-height:1.3;margin:0 0 4px}h3{font-size:16px;margin:0}"
    "section{margin-top:44px;padding-top:24px;border-top:1px solid var(--rule)}"
    ".lead{max-width:72ch;margin:0 0 18px;color:var(--soft)}\n",
    ".headline{display:flex;flex-wrap:wrap;gap:10px 14px;align-items:center}"
    ".badge{display:inline-block;border:1.5px solid currentColor;border-radius:99px;"
    "padding:1px 11px;font-size:14px;font-weight:600;white-space:nowrap}\n",
    ".severe{--tone:var(--severe)}.warning{--tone:var(--warning)}.note{--tone:var(--note)}"
    ".good{--tone:var(--c2)}.badge,p.severe b{color:var(--tone)}\n",
    "dl.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));"
    "gap:14px 24px;margin:24px 0 0}dl.facts div{min-width:0}"
    "dl.facts .long{grid-column:span 2}\n",
    "dt{color:var(--soft);font-size:13px}dd{margin:0;overflow-wrap:anywhere}\n",
    ".grids{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,440px),1fr));"
    "gap:22px;align-items:start}.grids>*{min-width:0}\n",
    "figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:10px;"
    "padding:16px 18px 12px}figcaption{font-weight:600;margin-bottom:8px}"
    "figure svg{display:block;width:100%;height:auto;max-width:640px;margin:0 auto}\n",
    ".hint{font-size:14px;color:var(--soft);margin:8px 0 0;font-weight:400}\n",
    ".legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 6px;padding:0;"
    "font-size:14px}.legend li{display:flex;align-items:center;gap:7px;overflow-wrap:anywhere}"
    "figure .legend svg{flex:none;width:26px;height:12px;margin:0}\n",
    ".bar{display:flex;gap:10px;align-items:center;font-size:13px;color:var(--soft);"
    "max-width:420px;margin:2px auto 6px}.bar i{flex:1;height:9px;border-radius:5px}"
    ".none::before{content:'';display:inline-block;width:18px;height:9px;margin-right:6px;"
    "background:var(--zero);border-radius:2px}.none{margin-right:8px}\n",
    "details{margin-top:10px;font-size:14px}summary{cursor:pointer;color:var(--accent);"
    "width:fit-content}summary:focus-visible,.wide:focus-visible,input:focus-visible{"
    "outline:2px solid var(--accent);outline-offset:2px}\n",
    ".wide{overflow-x:auto;margin-top:8px}table{border-collapse:collapse;"
    "font-variant-numeric:tabular-nums;font-size:14px}\n",
    "th,td{padding:5px 14px 5px 0;text-align:right;border-bottom:1px solid var(--rule);"
    "white-space:nowrap}th{font-weight:600;color:var(--soft)}tbody th,th.text,td.text{"
    "text-align:left}.scores{font-size:16px}.scores td,.scores th{padding:7px 28px 7px 0}\n",
    "pre{overflow:auto;max-height:480px;background:var(--shade);border-radius:8px;padding:12px;"
    "font:13px/1.5 ui-monospace,Consolas,Menlo,monospace}\n",
    ".verdict{background:var(--card);border:1px solid var(--rule);border-left:5px solid "
    "var(--tone);border-radius:10px;padding:14px 18px;margin-top:14px}.verdict>*{"
    "margin:6px 0 0;max-width:80ch}.verdict>.headline{margin:0}\n",
    ".verdict .sentence{font-weight:600}.verdict b{font-weight:600;color:var(--soft)}"
    ".verdict code{color:var(--soft);font:13px ui-monospace,Consolas,Menlo,monospace}\n",
    ".confusion td,.confusion th{text-align:center;padding:8px 12px;border:1px solid var(--card)}"
    ".confusion tbody th{text-align:right}.confusion .hit{font-weight:700}\n",
    "a{color:var(--accent)}nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;"
    "margin:22px auto 0;padding:0 20px;max-width:1120px;font-size:14px}\n",
    ".stack{display:grid;gap:22px}.stack>*{min-width:0}.multiples{display:grid;gap:10px 14px;"
    "grid-template-columns:repeat(auto-fill,minmax(min(47%,180px),1fr))}.small{min-width:0}"
    ".small h3{font-size:14px;overflow-wrap:anywhere}.shared{position:absolute}\n",
    "small{font-size:.86em;color:var(--soft);font-weight:400}.best{font-weight:700}"
    "section>h3{margin:22px 0 2px}.glance svg{display:block;width:200px;height:auto}"
    ".glance th,.glance td{vertical-align:middle;padding-right:16px}.glance thead th{"
    "vertical-align:bottom}.glance tbody th,.numbers tbody th,.heat tbody th{color:var(--ink);"
    "font-weight:600}\n",
    ".glance svg.key{display:inline-block;width:12px;height:12px;margin-right:8px}"
    ".glance .plot{text-align:left}.verdicts{white-space:normal;min-width:150px}"
    ".verdicts span{display:block;white-space:nowrap}\n",
    ".wide-grids{display:grid;gap:22px;grid-template-columns:repeat(auto-fill,minmax(min(100%,"
    "520px),1fr));align-items:start}.wide-grids>*{min-width:0}\n",
    ".heat td{text-align:center;padding:5px 4px;min-width:34px;border:1px solid var(--card)}"
    ".heat thead th{text-align:center;padding:4px 6px}.heat thead th.text{text-align:left}"
    ".tz{background:var(--shade);color:var(--soft)}\n",
    ".wide tbody th[scope=row]{position:sticky;left:0;background:var(--page)}"
    "figure .wide tbody th[scope=row]{background:var(--card)}\n",
    ".variant{margin-top:16px;font-size:16px}.variant summary{width:auto;color:var(--ink)}\n",
    ".slider{display:grid;grid-template-columns:auto 1fr auto;gap:12px;align-items:center;"
    "font-size:14px;margin-top:22px;padding:8px 12px;position:sticky;bottom:0;z-index:1;"
    "background:var(--card);border:1px solid var(--grid);border-radius:8px 8px 0 0}"
    ".slider[hidden]{display:none}.slider input{"
    "accent-color:var(--accent);width:100%}.slider output{min-width:9ch;border-bottom:3px solid "
    "var(--c2);"
    "font-variant-numeric:tabular-nums}\n",
    "@media (max-width:560px){nav ul{padding:0 "
    "14px}header,main,footer{padding-left:14px;padding-right:14px}"
    "figure{padding:12px 10px}h1{font-size:25px}.scores{font-size:15px}"
    ".scores td,.scores th{padding-right:13px}.slider{grid-template-columns:1fr auto}"
    ".slider label{grid-column:1/-1}"
    "figure svg text{font-size:16px}.wide tbody th[scope=row]{min-width:8em;max-width:38vw;"
    "white-space:normal;overflow-wrap:anywhere}.glance svg{width:130px}"
    "dl.facts{grid-template-columns:repeat(auto-fill,minmax(125px,1fr))}}\n",
    "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}\n",
    /* Nothing scrolls on paper, so that tables get narrower, and what the slider drew is
     * no part of a page without it. */
    "@media print{*{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "body{background:#fff}figure,.verdict,tr{break-inside:avoid}section{margin-top:24px}"
    ".slider,.moving,.cursor,.bars{display:none}.wide,pre{overflow:visible}"
    "pre{max-height:none;white-space:pre-wrap;font-size:10px}.wide table{font-size:10px}"
    ".wide th,.wide td{padding-right:8px}.wide tbody th[scope=row]{position:static;"
    "background:none;min-width:11em;white-space:normal;overflow-wrap:anywhere}"
    ".glance svg:not(.key){width:110px}.glance svg.key{margin-right:4px}.verdicts{min-width:0}"
    ".glance td>small{display:block}}\n",
};

static unsigned mix(unsigned from, unsigned to, unsigned share) {
    return (from * (SHARES - share) + to * share + SHARES / 2) / SHARES;
}

/* The colour at `place`, 0 … SHARES, of the ramp. */
static color choose_color(unsigned place) {
    const unsigned position = place * (N_ANCHORS - 1);
    const unsigned anchor = position / SHARES < N_ANCHORS - 1 ? position / SHARES : N_ANCHORS - 2;
    const unsigned share = position - anchor * SHARES;
    const color *a = &viridis[anchor];
    const color *b = &viridis[anchor + 1];
    return (color){(unsigned char)mix(a->red, b->red, share),
                   (unsigned char)mix(a->green, b->green, share),
                   (unsigned char)mix(a->blue, b->blue, share)};
}

static void add_color(nnt_text *text, unsigned place) {
    const color it = choose_color(place);
    nnt_text_addf(text, "#%02x%02x%02x", it.red, it.green, it.blue);
}

static void add_ramp(nnt_text *text, unsigned from, unsigned to) {
    for (unsigned i = 0; i < NNT_STYLE_RAMP; i++) {
        nnt_text_addf(text, ".line.r%u{stroke:", i);
        add_color(text, from + i * (to - from) / (NNT_STYLE_RAMP - 1));
        nnt_text_add(text, "}");
    }
    nnt_text_add(text, "\n");
}

static void add_all(nnt_text *text, const char *const *rules, size_t n) {
    for (size_t i = 0; i < n; i++) {
        nnt_text_add(text, rules[i]);
    }
}

void nnt_html_add_picture_style(nnt_text *text) {
    add_all(text, colors, sizeof colors / sizeof colors[0]);
    add_all(text, shapes, sizeof shapes / sizeof shapes[0]);
    for (unsigned i = 0; i < NNT_STYLE_COLORS; i++) {
        nnt_text_addf(text,
                      ".line.c%u,.swatch.c%u{stroke:var(--c%u)}.dot.c%u,.point.c%u,.area.c%u,"
                      ".band.c%u{fill:var(--c%u)}",
                      i, i, i, i, i, i, i, i);
    }
    nnt_text_add(text, "\n");
    add_ramp(text, LIGHT_FROM, LIGHT_TO);
    nnt_text_add(text, "@media (prefers-color-scheme:dark){");
    add_ramp(text, DARK_FROM, DARK_TO);
    nnt_text_add(text, "}\n");
}

/* Letters on a dark colour are white. */
enum { FIRST_BRIGHT = NNT_SVG_HEAT_COLORS * 5 / 8 };

static void add_heat(nnt_text *text) {
    for (unsigned i = 0; i < NNT_SVG_HEAT_COLORS; i++) {
        const unsigned place = i * SHARES / (NNT_SVG_HEAT_COLORS - 1);
        nnt_text_addf(text, ".h%u{fill:", i);
        add_color(text, place);
        nnt_text_addf(text, "}.t%u{background:", i);
        add_color(text, place);
        nnt_text_addf(text, ";color:%s}", i < FIRST_BRIGHT ? "#fff" : "#14171a");
    }
    nnt_text_add(text, "\n");
}

/* Eight shades for cells of a table. */
static void add_shades(nnt_text *text) {
    for (unsigned i = 1; i <= NNT_STYLE_SHADES; i++) {
        nnt_text_addf(text,
                      ".q%u{background:color-mix(in srgb,var(--c0) %u%%,transparent)}"
                      ".area .q%u{fill:var(--c0);fill-opacity:.%02u}",
                      i, 6 + i * 5, i, 8 + i * 11);
    }
    nnt_text_add(text, "\n");
}

void nnt_html_add_style(nnt_text *text) {
    nnt_html_add_picture_style(text);
    add_all(text, page, sizeof page / sizeof page[0]);
    add_heat(text);
    add_shades(text);
    nnt_text_add(text, ".bar i{background:linear-gradient(90deg");
    for (unsigned i = 0; i < N_ANCHORS; i++) {
        nnt_text_add(text, ",");
        add_color(text, i * SHARES / (N_ANCHORS - 1));
    }
    nnt_text_add(text, ")}\n");
}
