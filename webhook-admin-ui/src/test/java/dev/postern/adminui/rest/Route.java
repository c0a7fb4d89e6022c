package dev.postern.adminui.rest;

import java.util.Set;

/**
 * One call of the HTTP contract, whether read from the code or from the document.
 *
 * @param path with every template written as {@code {}}: the two sides may name them differently
 * @param query names of the query parameters
 * @param consumes media types of the body; empty when there is none
 */
record Route(String method, String path, Set<String> query, Set<String> consumes) {
  Route {
    path = path.replaceAll("\\{[^}]*}", "{}");
    query = Set.copyOf(query);
    consumes = Set.copyOf(consumes);
  }

  String call() {
    return method + " " + path;
  }
}
