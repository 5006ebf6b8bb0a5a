// As generic_client.py, with @grpc/grpc-js; it must be started in a folder whose node_modules hold it and @grpc/proto-loader.
'use strict';
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');
const load = createRequire(path.join(process.cwd(), 'package.json'));
const grpc = load('@grpc/grpc-js');
const loader = load('@grpc/proto-loader');

const [target, descriptors, text] = process.argv.slice(2);
const call = JSON.parse(text);
const say = (event) => process.stdout.write(JSON.stringify(event) + '\n');

const [service, name] = call.method.slice(1).split('/');
const known = loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(descriptors), { longs: String, enums: String });
const method = (known[service] || {})[name] || { requestSerialize: () => Buffer.alloc(0), responseDeserialize: () => ({}) };

const credentials = call.ca ? grpc.credentials.createSsl(fs.readFileSync(call.ca)) : grpc.credentials.createInsecure();
const client = new grpc.Client(target, credentials);
const options = call.timeout === undefined ? {} : { deadline: Date.now() + call.timeout * 1000 };
const stream = client.makeBidiStreamRequest(call.method, method.requestSerialize, method.responseDeserialize, options);

let count = 0;
stream.on('metadata', () => say({ started: true }));
stream.on('data', (message) => {
  say({ message });
  count += 1;
  if (count === call.pause_after) {
    stream.pause();
    process.stdin.once('data', () => stream.resume());
  }
  if (count === call.cancel_after) stream.cancel();
});
stream.on('error', () => {}); // The status event tells the same.
stream.on('status', (status) => {
  say({ status: status.code, details: status.details });
  client.close();
  process.stdin.destroy();
});
for (const request of call.requests) stream.write(request);
stream.end();
