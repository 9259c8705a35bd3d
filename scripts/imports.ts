import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { inRepository } from './root.ts';

const folders = ['server', 'renderer', 'electron', 'scripts', 'e2e', 'bench'];

/** Holds the import rules against the folders below `baseDir`. */
export async function checkImports(baseDir: string, below = folders): Promise<ICruiseResult> {
  const options = await extractOptions(inRepository('.dependency-cruiser.cjs'));
  const { enhancedResolveOptions, ...rest } = options;
  const { output } = await cruise(below, { ...rest, baseDir }, enhancedResolveOptions);
  if (typeof output === 'string') throw new Error('expected a result, not a text');
  return output;
}

if (import.meta.main) {
  const { violations, totalCruised, totalDependenciesCruised } = (await checkImports(inRepository())).summary;
  for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`);
  // A cruiser that understands nothing finds nothing wrong either.
  if (totalCruised === 0) console.error('no module was looked at');
  process.stdout.write(
    `${totalCruised} modules, ${totalDependenciesCruised} imports, ${violations.length} against the rules\n`,
  );
  process.exitCode = violations.length > 0 || totalCruised === 0 ? 1 : 0;
}
