-- The path of a webhook's URL may be a credential, as Slack's is: what is shown ends with the host.
update alert_channel
   set shown = substring(shown from 1 for position('/' in substring(shown from 9)) + 8) || '…'
 where kind = 'WEBHOOK' and position('/' in substring(shown from 9)) > 0;
