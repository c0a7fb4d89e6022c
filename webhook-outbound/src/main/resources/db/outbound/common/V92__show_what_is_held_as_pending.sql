-- What an endpoint holds is pending, tried before or not.
update delivery set status = 'PENDING'
 where status = 'RETRYING' and id in (select id from delivery_queue where held);
