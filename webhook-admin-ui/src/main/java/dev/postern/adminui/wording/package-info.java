/** What machine words of the ledger mean, for several views. Text only. */
@NullMarked
package dev.postern.adminui.wording;

import org.jspecify.annotations.NullMarked;
