// node run.mjs PROGRAM MODULES SAMPLES

import { run } from "./harness.mjs";
import * as accessibility from "./accessibility.mjs";
import * as marks from "./marks.mjs";
import * as session from "./session.mjs";
import * as team from "./team.mjs";

const tests = [session, team, marks, accessibility].flatMap((module) => Object.values(module));
await run(tests);
