/** What a person does with a running node: see, be told, stop things, keep them in files. */
@org.jspecify.annotations.NullMarked
package dev.postern.adminui.operations;
