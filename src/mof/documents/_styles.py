"""Styles: the colors and the layout of everything shown in a browser."""

from collections.abc import Mapping
from types import MappingProxyType

from mof.documents._inlines import Tone

# Text on its ground has a contrast of at least 4.5 to 1, marks of at least 3 to 1 (WCAG 2.1,
# 1.4.3 and 1.4.11).
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#ffffff",
        "surface": "#f5f6f8",
        "ink": "#1d2530",
        "muted": "#56606e",
        "rule": "#d9dee5",
        "accent": "#1f5b9e",
        "accent-soft": "#b9cde4",
        "good": "#1a6e42",
        "good-soft": "#e5f2ea",
        "warning": "#875200",
        "warning-soft": "#fbf0da",
        "bad": "#a8232f",
        "bad-soft": "#fae8e8",
        "neutral": "#56606e",
        "neutral-soft": "#eceff3",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#14181e",
        "surface": "#1c222a",
        "ink": "#e5e9ee",
        "muted": "#a4aebb",
        "rule": "#343c47",
        "accent": "#82b5ec",
        "accent-soft": "#2f4b6b",
        "good": "#74cc98",
        "good-soft": "#1b3326",
        "warning": "#ecb75c",
        "warning-soft": "#3a2e17",
        "bad": "#ff9393",
        "bad-soft": "#43232a",
        "neutral": "#a4aebb",
        "neutral-soft": "#272e38",
    }
)
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'


def write_palette(selector: str) -> str:
    """The rules that give a selector its colors, dark on dark screens and light on paper."""
    light, dark = (
        "".join(f"--{name}:{color};" for name, color in palette.items())
        for palette in (LIGHT, DARK)
    )
    return (
        f"{selector}{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{{selector}{{{dark}}}}}"
    )


_LAYOUT = """
.mof{color-scheme:light dark;background:var(--ground);color:var(--ink);
font:16px/1.55 FONT;-webkit-text-size-adjust:100%}
.mof *{box-sizing:border-box}
.mof main,.mof>article{max-width:74rem;margin:0 auto;padding:1.4rem 1.5rem 4rem}
.mof>article{padding:1rem 1.5rem 1.5rem}
.mof h1,.mof h2,.mof h3,.mof h4,.mof h5,.mof h6{line-height:1.25;text-wrap:balance;
color:var(--ink);margin:2rem 0 .6rem;font-weight:600}
.mof h1{font-size:1.8rem;letter-spacing:-.015em;margin:0 0 .2rem}
.mof h2{font-size:1.4rem;margin-top:3.2rem;padding-top:1.1rem;border-top:1px solid var(--rule)}
.mof dl.figures+h2{border-top:0;padding-top:0;margin-top:1.2rem}
.mof dl.figures+h2+p{max-width:none}
.mof dl.figures+h2+p+.table{margin-top:1rem}
.mof h3{font-size:1.12rem}
.mof h4,.mof h5,.mof h6{font-size:1rem}
.mof p,.mof ul,.mof ol{max-width:44rem;margin:.7rem 0}
.mof ul,.mof ol{padding-left:1.4rem}
.mof li{margin:.3rem 0}
.mof p,.mof li,.mof td,.mof th,.mof dd,.mof dt{overflow-wrap:anywhere}
.mof a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
.mof a:focus-visible,.mof summary:focus-visible,
.mof [tabindex]:focus-visible{outline:3px solid var(--accent);
outline-offset:2px}
.mof :target{background:var(--warning-soft);scroll-margin-top:1rem}
.mof .subtitle{color:var(--muted);margin:0 0 1rem}
.mof .skip{position:absolute;left:-999rem}
.mof .skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem}
.mof .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.mof nav{margin:1rem 0;font-size:.94rem}
.mof nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding:0;margin:0;
max-width:none}
.mof nav li{margin:0}
@media screen and (min-width:60rem) and (min-height:40rem){
body.mof nav{position:sticky;top:0;z-index:1;background:var(--ground);padding:.5rem 0;
margin:.5rem 0;border-bottom:1px solid var(--rule)}
html:has(>body.mof){scroll-padding-top:3.5rem}
}
.mof .table{margin:1.4rem 0 1.8rem}
.mof .scroll{overflow-x:auto}
.mof table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45;
font-variant-numeric:tabular-nums lining-nums}
.mof caption{text-align:left;font-weight:600;padding:0 0 .5rem;caption-side:top}
.mof th,.mof td{text-align:left;vertical-align:top;padding:.42rem 1.1rem .42rem 0;
border:0;border-bottom:1px solid var(--rule);background:none;font-weight:400}
.mof th:last-child,.mof td:last-child{padding-right:0}
.mof thead th{color:var(--muted);font-size:.84rem;font-weight:600;vertical-align:bottom;
border-bottom:1.5px solid var(--muted)}
.mof th,.mof td{overflow-wrap:break-word;min-width:3rem;max-width:44rem}
.mof tbody th{min-width:4.5rem}
.mof .number{text-align:right;white-space:nowrap}
.mof thead .number{white-space:normal}
.mof td.none{color:var(--muted);text-align:left}
.mof .note{color:var(--muted);font-size:.88rem;margin:.5rem 0 0}
.mof summary{cursor:pointer;font-size:.9rem;font-weight:600;margin:.6rem 0}
.mof figcaption{font-size:.94rem;font-weight:600;margin:0 0 .8rem}
.mof .status{font-weight:600}
.mof td .status,.mof .whole{white-space:nowrap}
.mof .good{color:var(--good)}
.mof .warning{color:var(--warning)}
.mof .bad{color:var(--bad)}
.mof .neutral{color:var(--neutral)}
.mof dl.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));
gap:.8rem;margin:1rem 0}
.mof dl.figures>div{background:var(--surface);border-radius:.5rem;padding:.6rem .9rem .7rem;
border-left:4px solid currentColor}
.mof dl.figures dt{color:var(--muted);font-size:.84rem}
.mof dl.figures dd{margin:0;font-size:1.45rem;font-weight:600;line-height:1.3;
font-variant-numeric:tabular-nums lining-nums}
.mof dl.figures .neutral dd{color:var(--ink)}
.mof dl.figures dd.note{font-size:.88rem;font-weight:400;color:var(--muted);margin-top:.2rem;
line-height:1.4}
.mof .callout{border-left:4px solid currentColor;border-radius:0 .4rem .4rem 0;margin:1.3rem 0;
padding:.75rem 1.1rem}
.mof .callout p{margin:.15rem 0;color:var(--ink)}
.mof .callout p.label{font-weight:600;color:inherit}
.mof .callout.good{background:var(--good-soft)}
.mof .callout.warning{background:var(--warning-soft)}
.mof .callout.bad{background:var(--bad-soft)}
.mof .callout.neutral{background:var(--neutral-soft)}
.mof figure{margin:1.6rem 0 2rem;max-width:60rem}
.mof figure svg{display:block;width:100%;height:auto;min-width:34rem}
.mof dl.figures+h2+p+.table :is(th,td){padding-top:.3rem;padding-bottom:.3rem}
@media screen and (max-width:34rem){
.mof dl.figures+h2+p+.table :is(table,caption,thead,tbody){display:block}
.mof dl.figures+h2+p+.table tr{display:grid;grid-template-columns:4.5rem minmax(0,1fr);
padding:.4rem 0;border-bottom:1px solid var(--rule)}
.mof dl.figures+h2+p+.table tr>*{grid-column:2;border:0;padding:.1rem 0;min-width:0}
.mof dl.figures+h2+p+.table tr>:first-child{grid-column:1;grid-row:1/span 3}
.mof dl.figures+h2+p+.table td .status{white-space:normal}
}
@media print{
.mof{font-size:10.5pt;color-scheme:light}
.mof main{max-width:none;padding:0}
.mof nav,.mof .skip{display:none}
.mof h1,.mof h2,.mof h3,.mof h4,.mof caption,.mof figcaption,.mof h3+p{break-after:avoid}
.mof h2{margin-top:1.8rem}
.mof figure,.mof .table.short,.mof tr,.mof .callout,.mof dl.figures>div{break-inside:avoid}
.mof dl.figures+h2+p+.table.short{break-inside:auto}
.mof table{font-size:8.5pt}
.mof thead th,.mof .note{font-size:8pt}
.mof dl.figures{grid-template-columns:repeat(auto-fit,minmax(6rem,1fr));gap:.5rem}
.mof dl.figures>div{padding:.5rem .6rem}
.mof h1{font-size:1.5rem}
.mof th,.mof td{padding-top:.25rem;padding-bottom:.25rem}
.mof td .status{white-space:normal}
.mof tbody tr:first-child,.mof tbody tr:last-child,.mof .table>.note{break-before:avoid}
.mof thead{display:table-header-group}
.mof .scroll{overflow:visible}
.mof figure svg{min-width:0}
.mof p,.mof ul,.mof ol,.mof .callout{max-width:none;orphans:3;widows:3}
.mof .callout,.mof dl.figures>div,.mof svg{print-color-adjust:exact;
-webkit-print-color-adjust:exact}
}
"""
PAGE_STYLE = (
    write_palette(".mof")
    + _LAYOUT.replace("FONT", FONT)
    + "body.mof{margin:0}@page{size:A4;margin:17mm 16mm}"
)


def wrap_fragment(inside: str) -> str:
    """HTML that looks the same inside another page, such as a notebook."""
    return f'<div class="mof"><style>{PAGE_STYLE}</style><article>{inside}</article></div>'


LABEL, SMALL = 13.5, 12.0
"""The sizes of words."""

CHART_STYLE = write_palette(".mof-chart") + (
    f".mof-chart text{{font-family:{FONT};font-size:{LABEL}px;fill:var(--ink);"
    "font-variant-numeric:tabular-nums lining-nums}"
    f".mof-chart .small{{font-size:{SMALL}px;fill:var(--muted)}}"
    ".mof-chart .strong{font-weight:600}"
    ".mof-chart .halo{paint-order:stroke;stroke:var(--ground);stroke-width:4px;"
    "stroke-linejoin:round}"
    ".mof-chart .ink{fill:var(--ink)}"
    ".mof-chart .ground{fill:var(--ground)}"
    ".mof-chart .inverse{fill:var(--ground)}"
    ".mof-chart .line{fill:none;stroke:var(--ink);stroke-width:2}"
    ".mof-chart .grid{stroke:var(--rule);stroke-width:1}"
    ".mof-chart .axis{fill:none;stroke:var(--muted);stroke-width:1.2}"
    ".mof-chart .mark{stroke:var(--ink);stroke-width:2.5}"
    ".mof-chart .dashed{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 4}"
    ".mof-chart .limit{fill:none;stroke:var(--muted);stroke-width:1.4;stroke-dasharray:3 3}"
    ".mof-chart .center{stroke:var(--muted);stroke-width:1.4}"
    ".mof-chart .dot{fill:var(--ground);stroke:var(--ink);stroke-width:2}"
    ".mof-chart .full{fill:var(--accent)}"
    ".mof-chart .soft{fill:var(--accent-soft)}"
    ".mof-chart .flow{fill:none;stroke:var(--accent);stroke-linejoin:round}"
    ".mof-chart .flow-head,.mof-chart .flow-joint{fill:var(--accent)}"
    ".mof-chart .flow.back{stroke:var(--warning)}"
    ".mof-chart .flow-head.back,.mof-chart .flow-joint.back{fill:var(--warning)}"
    ".mof-chart .station{fill:var(--surface);stroke:var(--muted);stroke-width:1.2}"
    ".mof-chart .station-end{fill:var(--ground);stroke:var(--muted);stroke-width:1.2}"
    ".mof-chart .band{fill:var(--warning-soft);stroke:var(--warning);stroke-opacity:.35}"
    + "".join(
        f".mof-chart .{tone.value}{{fill:var(--{tone.value})}}"
        f".mof-chart .{tone.value}-soft{{fill:var(--{tone.value}-soft);"
        f"stroke:var(--{tone.value});stroke-opacity:.6}}"
        for tone in Tone
    )
)
"""How charts look; the only style that a drawing may bring along."""
