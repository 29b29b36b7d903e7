'use strict';
// Preloaded into a child: when the process that started it is gone, however it ended, the child ends itself.
process.on('disconnect', () => {
	setTimeout(() => process.exit(1), 15_000).unref();
	process.kill(process.pid, 'SIGTERM');
});
// Listening is no reason to stay,
process.channel?.unref();
// and what this child forks has a channel of its own to care for.
const own = process.execArgv.indexOf(__filename);
if (own > 0) process.execArgv.splice(own - 1, 2);
