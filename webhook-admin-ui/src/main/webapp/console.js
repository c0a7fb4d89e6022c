// Small behaviours that need no round trip: the colour scheme, copying, the age of a time, counting down, a hurried step back.
(function () {
  const root = document.documentElement;
  const AGE_REFRESH_MS = 15000;

  function wanted() {
    try {
      return localStorage.getItem('postern-scheme') || 'system';
    } catch (blocked) {
      return 'system';
    }
  }

  function apply(choice) {
    root.style.colorScheme = choice === 'system' ? 'light dark' : choice;
    root.dataset.scheme = choice;
  }

  function choose(choice) {
    try {
      localStorage.setItem('postern-scheme', choice);
    } catch (blocked) {
      root.dataset.schemeKept = 'no';
    }
    apply(choice);
  }

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }

  document.addEventListener(
    'click',
    async (event) => {
      const button = event.composedPath().find((node) => node.dataset && node.dataset.copy);
      if (!button) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const label = button.getAttribute('aria-label');
      await copy(button.dataset.copy);
      button.classList.add('copied');
      button.setAttribute('aria-label', 'Copied');
      setTimeout(() => {
        button.classList.remove('copied');
        button.setAttribute('aria-label', label);
      }, 1600);
    },
    true
  );

  const STEPS = [
    [60, 1, 's'],
    [3600, 60, 'min'],
    [259200, 3600, 'h'],
    [Infinity, 86400, 'd'],
  ];

  function age(seconds) {
    const past = seconds >= 0;
    const size = Math.abs(seconds);
    if (past && size < 5) {
      return 'just now';
    }
    const [, unit, name] = STEPS.find(([below]) => size < below);
    const amount = Math.floor(size / unit) + ' ' + name;
    return past ? amount + ' ago' : 'in ' + amount;
  }

  function refresh() {
    document.querySelectorAll('time[data-age]').forEach((time) => {
      const at = new Date(time.dateTime);
      const text = age((Date.now() - at.getTime()) / 1000);
      if (time.textContent !== text) {
        time.textContent = text;
      }
      if (!time.dataset.local) {
        time.dataset.local = 'yes';
        time.title += '\n' + at.toLocaleString(undefined, { timeZoneName: 'short' });
      }
    });
  }

  setInterval(refresh, AGE_REFRESH_MS);
  document.addEventListener('mouseover', (event) => {
    if (event.target.matches && event.target.matches('time[data-age]')) {
      refresh();
    }
  });

  function left(seconds) {
    const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
    let words = '';
    let rest = seconds;
    for (const [unit, name] of parts) {
      const amount = Math.floor(rest / unit);
      rest -= amount * unit;
      if (amount || words || unit === 1) {
        words += (words && unit <= 60 ? String(amount).padStart(2, '0') : amount) + ' ' + name + ' ';
      }
    }
    return words.trimEnd();
  }

  // By what was left when it was drawn: a clock that is wrong here counts down all the same.
  function countDown(time, millis) {
    const end = Date.now() + Number(millis);
    clearInterval(time.counting);
    time.title = time.title.split('\n')[0] + '\n' + new Date(time.dateTime).toLocaleString(undefined, { timeZoneName: 'short' });
    const tick = () => {
      const ahead = end - Date.now();
      if (!time.isConnected) {
        clearInterval(time.counting);
      } else if (ahead > 0) {
        time.textContent = left(Math.ceil(ahead / 1000));
      } else {
        clearInterval(time.counting);
        time.textContent = left(0);
        time.dispatchEvent(new CustomEvent('countdown-over'));
      }
    };
    time.counting = setInterval(tick, 1000);
    tick();
  }

  // "/" leads to the search wherever one is not typing already.
  document.addEventListener('keydown', (event) => {
    const typing = event.composedPath().some((node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.nodeName) || node.isContentEditable);
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) {
      return;
    }
    const fields = [...document.querySelectorAll('[data-key="/"]')].filter((field) => field.checkVisibility());
    if (fields.length) {
      event.preventDefault();
      fields[fields.length - 1].focus();
    }
  });

  async function tabs(sheet) {
    await customElements.whenDefined('vaadin-tabs');
    const strip = sheet.querySelector('vaadin-tabs');
    await strip.updateComplete;
    strip.shadowRoot.querySelectorAll('div[tabindex]').forEach((scroller) => scroller.removeAttribute('tabindex'));
  }

  // The router takes a step back for the end of a filter's own address if it comes while that one is being
  // written: the address moves and the server is not asked. Loading the page asks it.
  const writing = [];

  function written(path) {
    const url = new URL(path, document.baseURI);
    return url.pathname + url.search;
  }

  function writes(path) {
    writing.push(written(path));
  }

  window.addEventListener('vaadin-navigated', (event) => {
    const ended = writing.indexOf(written(event.detail.pathname + event.detail.search));
    if (ended < 0 && writing.length) {
      window.location.reload();
    }
    writing.splice(0, ended < 0 ? writing.length : ended + 1);
  });

  apply(wanted());
  window.postern = { choose, wanted, tabs, countDown, writes };
})();
