'use strict';
// One line a step, with its seconds; a long step shows that it is alive. Built-ins only.

const live = process.stdout.isTTY && !process.env.CI;
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one step and shows it; `result` may be turned into a remark at the end of its line. */
async function step(label, work, remark = () => '') {
	const since = Date.now();
	const alive = setInterval(
		() =>
			process.stdout.write(
				live ? `\r\x1b[K  … ${label} ${seconds(since)}` : `  … ${label} (${seconds(since)})\n`,
			),
		live ? 200 : 20_000,
	);
	const close = (mark, text) => {
		clearInterval(alive);
		process.stdout.write(`${live ? '\r\x1b[K' : ''}  ${mark} ${label}${text} (${seconds(since)})\n`);
	};
	try {
		const result = await work();
		const text = remark(result);
		close('✓', text ? `: ${text}` : '');
		return result;
	} catch (error) {
		close('✗', '');
		throw error;
	}
}

/** Says what failed, the end of its log and what to do next. */
function explain(error) {
	const lines = [`\n${error.message ?? error}`];
	if (error.logTail) lines.push('', error.logTail);
	if (error.logFile) lines.push('', `The whole log: ${error.logFile}`);
	if (error.advice) lines.push('', error.advice);
	if (!error.logFile && !error.advice && error.stack) lines.push(error.stack.split('\n').slice(1).join('\n'));
	process.stderr.write(`${lines.join('\n')}\n`);
}

module.exports = { explain, step };
