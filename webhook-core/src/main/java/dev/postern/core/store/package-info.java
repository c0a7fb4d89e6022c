/** Connections, transactions and migrations. The only door to SQL for the stores of all modules. */
@NullMarked
package dev.postern.core.store;

import org.jspecify.annotations.NullMarked;
