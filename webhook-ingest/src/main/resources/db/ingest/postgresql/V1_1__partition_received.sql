-- Weekly partitions are attached by the node; this one catches what falls outside them.
create table received_default partition of received default;
