"""System Center: the tools that the white paper names, and what it says they are for."""

from mof.framework._citations import cite_judgement, cite_white_paper
from mof.framework._concepts import Concept, list_concepts, list_mapped_concepts
from mof.framework._functions import SMF

_PLACE = "System Center Family of Products"

PRODUCTS: tuple[Concept, ...] = list_mapped_concepts(
    (*cite_white_paper(_PLACE, "name and meaning"), *cite_judgement("functions")),
    (
        "System Center Operations Manager 2007",
        "monitors services made of distributed applications, for more control of IT",
        (SMF.SERVICE_MONITORING_AND_CONTROL,),
    ),
    (
        "System Center Configuration Manager 2007",
        "keeps desktops and servers configured as desired, installs and updates software",
        (SMF.CHANGE_AND_CONFIGURATION, SMF.DEPLOY, SMF.OPERATIONS),
    ),
    (
        "System Center Service Manager",
        "processes for incidents, problems and changes; a beta at the time",
        (SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT, SMF.CHANGE_AND_CONFIGURATION),
    ),
    (
        "System Center Data Protection Manager 2006",
        "protects Windows file servers continuously, by backup and restore",
        (SMF.RELIABILITY, SMF.OPERATIONS),
    ),
    (
        "System Center Essentials 2007",
        "monitors systems and installs software, in one tool for smaller organizations",
        (SMF.SERVICE_MONITORING_AND_CONTROL, SMF.CHANGE_AND_CONFIGURATION),
    ),
    (
        "System Center Virtual Machine Manager",
        "helps to consolidate applications on virtual servers",
        (SMF.OPERATIONS, SMF.RELIABILITY),
    ),
)

PRODUCT_FEATURES: tuple[Concept, ...] = list_concepts(
    cite_white_paper(_PLACE),
    ("embedded knowledge", "what is known of the infrastructure helps to automate processes"),
    ("integration", "products share one architecture, so that workflows cross them"),
    ("flexibility", "models and templates can be adapted, and other technologies take part"),
)
