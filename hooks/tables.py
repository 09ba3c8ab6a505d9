"""The tables of computed numbers: one function a name; one module a topic."""

import tables_after_rnns
import tables_applications
import tables_bptt
import tables_cheat_sheet
import tables_computation
import tables_gru
import tables_lstm
import tables_notation
import tables_vanishing_gradient
from merged import merged

TABLES = merged(
    tables_computation.TABLES,
    tables_vanishing_gradient.TABLES,
    tables_bptt.TABLES,
    tables_notation.TABLES,
    tables_lstm.TABLES,
    tables_gru.TABLES,
    tables_applications.TABLES,
    tables_cheat_sheet.TABLES,
    tables_after_rnns.TABLES,
)
