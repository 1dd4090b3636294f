// One of several players: plays its share of the seeds on databases of its own, and tells what it met.
import { parentPort, workerData } from "node:worker_threads";
import { playShare, type Share, type Told } from "./share.ts";

const tell = (told: Told) => parentPort?.postMessage(told);

tell(await playShare(workerData as Share, tell));
