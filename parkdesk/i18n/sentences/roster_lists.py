"""Sentences about a roster: its headings, and the provinces of identity numbers (GB/T 2260)."""

from __future__ import annotations

from parkdesk.i18n import N_

SENTENCES: dict[str, str] = {
    "heading-chosen-twice": N_("Another heading fills this column already: choose one of them."),
    "province-11": N_("Beijing"),
    "province-12": N_("Tianjin"),
    "province-13": N_("Hebei"),
    "province-14": N_("Shanxi"),
    "province-15": N_("Inner Mongolia"),
    "province-21": N_("Liaoning"),
    "province-22": N_("Jilin"),
    "province-23": N_("Heilongjiang"),
    "province-31": N_("Shanghai"),
    "province-32": N_("Jiangsu"),
    "province-33": N_("Zhejiang"),
    "province-34": N_("Anhui"),
    "province-35": N_("Fujian"),
    "province-36": N_("Jiangxi"),
    "province-37": N_("Shandong"),
    "province-41": N_("Henan"),
    "province-42": N_("Hubei"),
    "province-43": N_("Hunan"),
    "province-44": N_("Guangdong"),
    "province-45": N_("Guangxi"),
    "province-46": N_("Hainan"),
    "province-50": N_("Chongqing"),
    "province-51": N_("Sichuan"),
    "province-52": N_("Guizhou"),
    "province-53": N_("Yunnan"),
    "province-54": N_("Tibet"),
    "province-61": N_("Shaanxi"),
    "province-62": N_("Gansu"),
    "province-63": N_("Qinghai"),
    "province-64": N_("Ningxia"),
    "province-65": N_("Xinjiang"),
    "province-71": N_("Taiwan"),
    "province-81": N_("Hong Kong (residence permit)"),
    "province-82": N_("Macao (residence permit)"),
    "province-83": N_("Taiwan (residence permit)"),
}
