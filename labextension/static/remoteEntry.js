// Makes the workbook's own lessons run when they are opened, in a window without side bars.
// Three gates, all needed: the notebook asks for it in its own metadata, the launcher listed its path, and every
// code cell is trusted. Trust alone is too weak: an untrusted notebook without outputs counts as trusted once saved.
// In a JupyterLab that the workbook did not start there is no such list, and nothing here does anything.
(() => {
  const config = () => JSON.parse(document.getElementById('jupyter-config-data').textContent);
  const plugin = {
    id: 'workbook-run:plugin',
    autoStart: true,
    activate: app => {
      const listed = config().workbookNotebooks;
      if (!Array.isArray(listed)) return;
      const seen = new WeakSet();
      const open = async panel => {
        if (!panel || !panel.context || !panel.content || !panel.sessionContext || seen.has(panel)) return;
        seen.add(panel);
        await panel.context.ready;
        await panel.revealed;
        const notebook = panel.content.model;
        const own = notebook.getMetadata ? notebook.getMetadata('workbook') : null;
        if (!own || !listed.includes(panel.context.path)) return;
        // Speech and hyphenation follow the lesson's language, whatever that of the menus.
        if (own.lang) panel.content.node.lang = own.lang;
        if (!own.run_on_open) return;
        if (![...notebook.cells].every(cell => cell.type !== 'code' || cell.trusted)) return;
        await panel.sessionContext.ready;
        let touched = false;
        for (const act of ['wheel', 'pointerdown', 'keydown', 'touchstart']) {
          panel.node.addEventListener(act, () => { touched = true; }, { once: true, passive: true, capture: true });
        }
        app.shell.activateById(panel.id);
        const running = app.commands.execute('notebook:run-all-cells');
        // Running goes to the last cell; a lesson is read from its first.
        panel.content.activeCellIndex = 0;
        await running;
        const page = panel.content.node.querySelector('.jp-WindowedPanel-outer');
        if (page && !touched) page.scrollTop = 0;
        // Else closing the window would ask whether to throw away changes, and there are none of the trainee's.
        await panel.context.save();
      };
      // A dark desktop gets a dark page, as long as nobody has chosen in the menu. JupyterLab's own way of following
      // the desktop would make the first choice there do nothing.
      const darken = async () => {
        if (!window.matchMedia('(prefers-color-scheme: dark)').matches) return;
        const { raw } = await app.serviceManager.settings.fetch('@jupyterlab/apputils-extension:themes');
        if (raw.includes('"theme"')) return;
        await app.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' });
      };
      app.restored.then(() => {
        darken();
        const shell = app.shell;
        for (const side of ['left', 'right']) {
          if (shell.isSideTabBarVisible && shell.isSideTabBarVisible(side)) shell.toggleSideTabBarVisibility(side);
        }
        if (shell.currentChanged) shell.currentChanged.connect(() => open(shell.currentWidget));
        open(shell.currentWidget);
      });
    }
  };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['workbook-run'] = {
    init: () => {},
    get: () => Promise.resolve(() => ({ default: plugin, __esModule: true }))
  };
})();
