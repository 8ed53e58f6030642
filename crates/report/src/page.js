'use strict';
(() => {
  const form = document.getElementById('filter');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const field = (name) => form.elements[name];
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const dutch = (number) => number.toLocaleString('nl-NL');
  const passages = (number) => dutch(number) + (number === 1 ? ' passage' : ' passages');
  const setHidden = (element, hidden) => { if (element.hidden !== hidden) element.hidden = hidden; };

  const documents = all('.doc').map((element) => ({
    element,
    number: element.dataset.d,
    count: element.querySelector('.n'),
    stale: false,
    passages: all('.p', element).map((passage) => ({
      element: passage,
      role: passage.dataset.r,
      text: null,
      suggestions: all('.s', passage).map((suggestion) => ({
        element: suggestion,
        value: suggestion.dataset.v,
        score: +suggestion.dataset.s,
        stance: suggestion.dataset.h,
        evidence: suggestion.dataset.e,
      })),
    })),
  }));
  const byElement = new Map(documents.map((one) => [one.element, one]));
  const total = documents.reduce((sum, one) => sum + one.passages.length, 0);
  // So many passages open by themselves when the filter changes.
  const OPEN = 60;
  let opened = [];

  const holds = (passage, words) => {
    if (!words.length) return true;
    passage.text ??= plain(passage.element.querySelector('.at span').textContent + ' '
      + passage.element.querySelector('.t').textContent);
    return words.every((word) => passage.text.includes(word));
  };

  // What the form asks for, as a test on a suggestion and one on a passage.
  const read = () => {
    const chosen = (name) => field(name).value && new Set(field(name).value.split(' '));
    const values = chosen('value');
    const numbers = chosen('document');
    const stance = field('stance').value;
    const evidence = field('evidence').value;
    const role = field('role').value;
    const score = +field('score').value;
    const least = score > +field('score').min;
    const words = plain(field('text').value).split(/\s+/).filter(Boolean);
    const shown = '0,' + String(score).padStart(2, '0');
    document.getElementById('vanaf').textContent = shown;
    field('score').setAttribute('aria-valuetext', shown);
    const labels = ['value', 'document', 'stance', 'evidence', 'role']
      .filter((name) => field(name).value)
      .map((name) => field(name).selectedOptions[0].textContent);
    if (least) labels.push('score vanaf ' + shown);
    if (words.length) labels.push('‘' + field('text').value.trim() + '’');
    const suggestionFits = (suggestion) => (!values || values.has(suggestion.value))
      && (!least || suggestion.score >= score)
      && (!stance || suggestion.stance === stance)
      && (!evidence || suggestion.evidence === evidence);
    const passageFits = (passage) => (!role || passage.role === role)
      && passage.suggestions.some(suggestionFits)
      && holds(passage, words);
    const documentFits = (one) => !numbers || numbers.has(one.number);
    return { labels, suggestionFits, passageFits, documentFits };
  };

  // Folded documents are brought up to date when they open: an archive has
  // tens of thousands of suggestions.
  let asked = read();
  const settle = (one) => {
    if (!one.stale) return;
    one.stale = false;
    for (const passage of one.passages) {
      const fits = asked.documentFits(one) && asked.passageFits(passage);
      setHidden(passage.element, !fits);
      if (!fits) continue;
      for (const suggestion of passage.suggestions) {
        const hidden = !asked.suggestionFits(suggestion);
        if (suggestion.element.hidden === hidden) continue;
        suggestion.element.hidden = hidden;
        for (const mark of all('mark.v' + suggestion.value, passage.element)) {
          mark.classList.toggle('off', hidden);
        }
      }
    }
  };
  const open = (one) => { settle(one); one.element.open = true; };

  const apply = () => {
    asked = read();
    const active = asked.labels.length > 0;
    for (const one of opened) one.element.open = false;
    opened = [];
    let left = 0;
    for (const one of documents) {
      const here = asked.documentFits(one) ? one.passages.filter(asked.passageFits).length : 0;
      one.stale = true;
      setHidden(one.element, active && !here);
      if (one.count) {
        const whole = one.passages.length;
        one.count.textContent = here === whole ? passages(whole) : dutch(here) + ' van ' + passages(whole);
      }
      if (one.element.open) {
        settle(one);
      } else if (active && here && left < OPEN) {
        open(one);
        opened.push(one);
      }
      left += here;
    }
    for (const group of all('.group')) {
      setHidden(group, active && !group.querySelector('.doc:not([hidden])'));
    }
    document.getElementById('aantal').textContent = active
      ? [dutch(left) + ' van ' + passages(total), ...asked.labels].join(' · ') : passages(total);
    document.getElementById('geen').hidden = left > 0 || !active;
  };
  document.addEventListener('toggle', (event) => {
    const one = byElement.get(event.target);
    if (one && one.element.open) settle(one);
  }, true);

  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); };
  const now = () => { clearTimeout(waiting); apply(); };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => (event.target.matches('select') ? now() : soon()));
  form.addEventListener('reset', () => setTimeout(now));

  const fold = document.getElementById('klap');
  fold.addEventListener('click', () => {
    const unfold = fold.getAttribute('aria-pressed') !== 'true';
    fold.setAttribute('aria-pressed', unfold);
    opened = [];
    for (const one of documents) if (unfold) open(one); else one.element.open = false;
  });

  // Shows what a link points to, whatever is folded or filtered away.
  const reveal = (id) => {
    const target = id && document.getElementById(id);
    if (!target) return;
    const within = byElement.get(target.closest('.doc'));
    if (within) settle(within);
    if (target.closest('[hidden]')) { form.reset(); now(); }
    for (let up = target; up; up = up.parentElement) if (up.matches('details')) up.open = true;
    if (within) settle(within);
    opened = opened.filter((one) => one !== within);
    return target;
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (link.dataset.v) {
      form.reset();
      field('value').value = link.dataset.v;
      if (link.dataset.d) field('document').value = link.dataset.d;
      now();
    }
    reveal(link.hash.slice(1));
  });
  const arrive = () => reveal(location.hash.slice(1))?.scrollIntoView();
  addEventListener('hashchange', arrive);

  // A suggestion and its marks point to each other.
  const emphasise = (event) => {
    const at = event.target.closest('.s, mark');
    for (const element of all('.em, .on')) element.classList.remove('em', 'on');
    const passage = at && at.closest('.p');
    if (!passage) return;
    const value = at.matches('.s') ? at.dataset.v : at.className.match(/\d+/)[0];
    passage.classList.add('em');
    for (const element of all('.v' + value, passage)) {
      if (element.matches('.s, mark')) element.classList.add('on');
    }
  };
  document.addEventListener('pointerover', emphasise);
  document.addEventListener('focusin', emphasise);

  let folded = [];
  addEventListener('beforeprint', () => {
    documents.forEach(settle);
    folded = all('details:not([open])').filter((one) => !one.closest('#filter'));
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => { for (const one of folded) one.open = false; });

  if (matchMedia('(max-width: 62rem)').matches) form.querySelector('details').open = false;
  form.hidden = false;
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = form.offsetHeight + 8 + 'px';
  }).observe(form);
  // A browser may restore the fields of an earlier visit.
  apply();
  arrive();
})();
