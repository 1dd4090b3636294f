// Rules about package.json: what is installed today is installed in a year.

const SECTIONS = ["dependencies", "devDependencies", "optionalDependencies"] as const;

export function versionProblems(packageJson: string): string[] {
  const parsed = JSON.parse(packageJson) as Partial<Record<string, Record<string, string>>>;
  return SECTIONS.flatMap((section) =>
    Object.entries(parsed[section] ?? {}).flatMap(([name, version]) =>
      /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)
        ? []
        : [`package.json: ${name} has '${version}' and not one exact version`],
    ),
  );
}
