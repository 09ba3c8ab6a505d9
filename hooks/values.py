"""The numbers in the prose: one function a name, returning what the page must say; one module a topic.

A number is compared at the precision the page prints it with; a string stands for itself.
"""

import values_after_rnns
import values_applications
import values_bptt
import values_computation
import values_exercises
import values_exercises_gates
import values_gru
import values_lstm
import values_order
import values_vanishing_gradient
from merged import merged

VALUES = merged(
    values_order.VALUES,
    values_computation.VALUES,
    values_vanishing_gradient.VALUES,
    values_bptt.VALUES,
    values_after_rnns.VALUES,
    values_exercises.VALUES,
    values_exercises_gates.VALUES,
    values_lstm.VALUES,
    values_gru.VALUES,
    values_applications.VALUES,
)
