package dev.postern.outbound.settle;

import dev.postern.core.id.EndpointId;
import java.util.List;
import java.util.Set;

/**
 * What a batch came to.
 *
 * @param kept those that are in the store now
 * @param lost those whose lease somebody else had taken: dropped
 * @param stopped endpoints of the batch that are not sent to, since now or before
 */
public record Settled(List<Settlement> kept, List<Settlement> lost, Set<EndpointId> stopped) {}
