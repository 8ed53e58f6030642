// node run.mjs PROGRAM MODULES SAMPLES [TEST...]

import { run } from "./harness.mjs";
import * as accessibility from "./accessibility.mjs";
import * as marks from "./marks.mjs";
import * as session from "./session.mjs";
import * as sheets from "./sheets.mjs";
import * as team from "./team.mjs";

const wanted = process.argv.slice(5);
const tests = [session, team, marks, accessibility, sheets].flatMap((module) => Object.values(module));
await run(tests.filter((test) => wanted.length === 0 || wanted.includes(test.name)));
