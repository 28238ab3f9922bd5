(script, wasm) => {
  const outside = [];
  const wake = async (node, islands) => {
    const isIsland = node.localName === "leptos-island";
    const isChildren = node.localName === "leptos-children";
    if (isIsland) {
      outside.at(-1)?.();
      await islands[node.dataset.component]?.(node);
    }
    if (isChildren) outside.push(node.$$on_hydrate);
    for (const child of node.children) await wake(child, islands);
    if (isChildren) outside.pop();
  };
  const start = async () => {
    const islands = await import(script);
    await islands.default({ module_or_path: wasm });
    islands.hydrate();
    await wake(document.body, islands);
    document.documentElement.dataset.awake = "";
  };
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1));
  if (document.querySelector("leptos-island")) idle(start, { timeout: 2000 });
}
