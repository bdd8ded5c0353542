// Runs a lesson when it is opened. Three gates, all needed: the notebook asks for it in its own metadata,
// the launcher listed its path, and every code cell is trusted. Trust alone is too weak: an untrusted
// notebook without outputs counts as trusted once it has been saved.
(() => {
  const plugin = {
    id: 'workbook-run:plugin',
    autoStart: true,
    activate: app => {
      const seen = new WeakSet();
      const listed = path => {
        const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);
        return (config.workbookNotebooks || []).includes(path);
      };
      const check = async panel => {
        if (!panel || !panel.context || !panel.content || !panel.sessionContext || seen.has(panel)) return;
        seen.add(panel);
        await panel.context.ready;
        await panel.revealed;
        const notebook = panel.content.model;
        const own = notebook.getMetadata ? notebook.getMetadata('workbook') : null;
        if (!own || !own.run_on_open || !listed(panel.context.path)) return;
        if (![...notebook.cells].every(cell => cell.type !== 'code' || cell.trusted)) return;
        await panel.sessionContext.ready;
        app.shell.activateById(panel.id);
        await app.commands.execute('notebook:run-all-cells');
      };
      app.restored.then(() => {
        const shell = app.shell;
        if (shell.currentChanged) shell.currentChanged.connect(() => check(shell.currentWidget));
        check(shell.currentWidget);
      });
    }
  };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['workbook-run'] = {
    init: () => {},
    get: () => Promise.resolve(() => ({ default: plugin, __esModule: true }))
  };
})();
