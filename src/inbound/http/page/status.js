// Fills the status page every two seconds. Values only ever become text, never markup.
const REFRESH_MS = 2000;
const byId = (id) => document.getElementById(id);
let labels = { lost: "Der Dienst antwortet nicht. / The service does not answer." };

function cell(text) {
  const td = document.createElement("td");
  td.textContent = text;
  return td;
}

function stateCell(one) {
  const td = cell(one.state);
  td.className = `state ${one.stateCode}`;
  if (one.progress !== null) {
    const bar = document.createElement("progress");
    bar.value = one.progress;
    bar.textContent = `${Math.floor(one.progress * 100)} %`;
    const rest = document.createElement("span");
    const left = one.remainingSeconds === null ? "" : `, ${Math.ceil(one.remainingSeconds)} s`;
    rest.textContent = ` ${Math.floor(one.progress * 100)} %${left}`;
    td.append(bar, rest);
  }
  return td;
}

function participantRow(one) {
  const row = document.createElement("tr");
  row.append(cell(one.user), cell(one.email), stateCell(one), cell(one.lastPass), cell(one.note));
  return row;
}

function changeItem(change) {
  const item = document.createElement("li");
  const what = document.createElement("strong");
  what.textContent = `${change.at}  ${change.user}  ${change.what}`;
  const why = document.createElement("span");
  why.textContent = change.why;
  item.append(what, why);
  return item;
}

function noticeItem(notice) {
  const item = document.createElement("li");
  item.textContent = notice;
  return item;
}

function heading(text) {
  const th = document.createElement("th");
  th.scope = "col";
  th.textContent = text;
  return th;
}

function show(model) {
  labels = model.labels;
  document.documentElement.lang = model.lang;
  byId("company").textContent = model.company;
  byId("participants-title").textContent = labels.participants;
  byId("changes-title").textContent = labels.changes;
  const columns = [labels.user, labels.email, labels.state, labels.lastPass, labels.attention];
  byId("columns").replaceChildren(...columns.map(heading));
  byId("participants").replaceChildren(...model.participants.map(participantRow));
  byId("changes").replaceChildren(...model.changes.map(changeItem));
  byId("notices").replaceChildren(...model.notices.map(noticeItem));
  byId("notices").hidden = model.notices.length === 0;
  byId("no-changes").textContent = labels.noChanges;
  byId("no-changes").hidden = model.changes.length > 0;
  byId("language").textContent = labels.otherLanguage;
  byId("language").href = `/?lang=${model.otherLang}`;
  byId("sandbox").hidden = model.sandboxUrl === null;
  byId("sandbox").textContent = labels.sandbox;
  if (model.sandboxUrl !== null) byId("sandbox").href = model.sandboxUrl;
}

async function refresh() {
  try {
    const answer = await fetch(`/api/status${location.search}`);
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    byId("lost").hidden = true;
  } catch {
    byId("lost").textContent = labels.lost;
    byId("lost").hidden = false;
  }
  setTimeout(refresh, REFRESH_MS);
}

refresh();
