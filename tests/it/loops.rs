//! The files of a room import each other in one direction: the module graph has no loops.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::visit::Visit;

/// A module by the names on the way to it; the crate is the empty one.
type Module = Vec<String>;

/// What one file holds that others can name, and what it names.
#[derive(Default)]
struct Names {
    /// Names brought in by `use`, with their paths as written; `true` where others can use them too.
    imports: BTreeMap<String, (Module, bool)>,
    /// Paths in the code, and those of private imports.
    paths: BTreeSet<Module>,
}

impl Names {
    fn add_use(&mut self, tree: &syn::UseTree, before: &[String], is_public: bool) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            syn::UseTree::Path(path) => {
                self.add_use(&path.tree, &with(path.ident.to_string()), is_public);
            }
            syn::UseTree::Group(group) => group
                .items
                .iter()
                .for_each(|item| self.add_use(item, before, is_public)),
            syn::UseTree::Name(name) if name.ident == "self" => {
                let last = before.last().cloned().unwrap_or_default();
                self.add_import(last, before.to_vec(), is_public);
            }
            syn::UseTree::Name(name) => {
                let name = name.ident.to_string();
                self.add_import(name.clone(), with(name), is_public);
            }
            syn::UseTree::Rename(rename) => {
                let path = with(rename.ident.to_string());
                self.add_import(rename.rename.to_string(), path, is_public);
            }
            syn::UseTree::Glob(_) => {
                self.paths.insert(before.to_vec());
            }
        }
    }

    /// A facade does not depend on what it passes on, unless its own code names that.
    fn add_import(&mut self, name: String, path: Module, is_public: bool) {
        if !is_public {
            self.paths.insert(path.clone());
        }
        self.imports.insert(name, (path, is_public));
    }
}

/// What a file imports, whole paths, as written: `crate::chart::Spec`, `super::context::Context`.
pub fn imported_names(text: &str) -> BTreeSet<String> {
    let mut names = Names::default();
    names.visit_file(&syn::parse_file(text).expect("Rust"));
    let globs = names.paths.iter();
    let paths = names.imports.values().map(|(path, _)| path).chain(globs);
    paths.map(|path| path.join("::")).collect()
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string().starts_with("test"))
    })
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            let is_public = !matches!(item.vis, syn::Visibility::Inherited);
            self.add_use(&item.tree, &[], is_public);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            syn::visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_for_tests(&item.attrs) {
            syn::visit::visit_item_impl(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|one| one.ident.to_string());
        self.paths.insert(names.collect());
        syn::visit::visit_path(self, path);
    }
}

/// The source: what every module names, by module.
struct Source(BTreeMap<Module, Names>);

impl Source {
    fn parse(files: impl IntoIterator<Item = (Module, String)>) -> Self {
        let parsed = files.into_iter().map(|(module, text)| {
            let mut names = Names::default();
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{module:?}: {error}"));
            names.visit_file(&file);
            (module, names)
        });
        Self(parsed.collect())
    }

    /// The module in which a path ends, as seen from `from`; None outside the crate.
    fn resolve(&self, from: &Module, path: &[String]) -> Option<Module> {
        let (first, mut rest) = path.split_first()?;
        let mut module = match first.as_str() {
            "crate" => Module::new(),
            "self" => from.clone(),
            "super" => from[..from.len() - 1].to_vec(),
            name => {
                let child = [from.as_slice(), &[name.to_owned()]].concat();
                if self.0.contains_key(&child) {
                    child
                } else {
                    let (target, _) = self.0[from].imports.get(name)?;
                    let is_itself = target.first() == Some(first);
                    return if is_itself {
                        None
                    } else {
                        self.resolve(from, &[target, rest].concat())
                    };
                }
            }
        };

        while let Some((name, further)) = rest.split_first() {
            let child = [module.as_slice(), std::slice::from_ref(name)].concat();
            if name == "super" {
                module.pop();
            } else if self.0.contains_key(&child) {
                module = child;
            } else if let Some((target, true)) = self.0[&module].imports.get(name) {
                return self.resolve(&module, &[target, further].concat());
            } else {
                break;
            }
            rest = further;
        }
        Some(module)
    }

    /// The modules that each module names, without itself and those around it: a file inside a module may use what that
    /// module defines, as the language has it.
    fn arrows(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let named = |(from, names): (&Module, &Names)| {
            let paths = names.paths.iter();
            let mut named: BTreeSet<Module> =
                paths.filter_map(|path| self.resolve(from, path)).collect();
            named.retain(|module| !from.starts_with(module));
            named
        };
        let arrows = self.0.iter().map(|one| (one.0, named(one)));
        arrows.collect()
    }

    /// Groups of modules that reach each other, each named by its modules in order.
    fn loops(&self) -> BTreeSet<Vec<String>> {
        let arrows = self.arrows();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = arrows
            .keys()
            .map(|from| {
                let mut reached = BTreeSet::new();
                let mut next: Vec<&Module> = arrows[*from].iter().collect();
                while let Some(module) = next.pop() {
                    if reached.insert(module) {
                        next.extend(&arrows[module]);
                    }
                }
                (*from, reached)
            })
            .collect();

        let loop_of = |module: &Module| -> Vec<String> {
            let others = reached[module].iter();
            let group = others.filter(|other| reached[**other].contains(module));
            group.map(|one| one.join("::")).collect()
        };
        reached
            .keys()
            .map(|module| loop_of(module))
            .filter(|group| group.len() > 1)
            .collect()
    }
}

/// Every file of the product by its module.
fn files() -> Vec<(Module, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !name.ends_with("tests")
                && name != "main"
            {
                let place = path.strip_prefix(&root).unwrap().with_extension("");
                let names = place.iter().map(|name| name.to_str().unwrap().to_owned());
                let module = names
                    .filter(|name| name != "mod" && name != "lib")
                    .collect();
                files.push((module, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

#[test]
fn files_import_each_other_in_one_direction() {
    let loops = Source::parse(files()).loops();
    assert!(loops.is_empty(), "{loops:#?}");
}

#[test]
fn a_loop_through_a_facade_is_found() {
    let file = |module: &str, text: &str| {
        let names = module.split("::").map(str::to_owned);
        (names.filter(|name| !name.is_empty()).collect(), text.into())
    };
    let source = |of_b: &str| {
        Source::parse([
            file("", "mod a; mod b;"),
            file("a", "mod c; pub use c::Thing;"),
            file("a::c", "use crate::b; pub struct Thing(b::Other);"),
            file("b", of_b),
        ])
    };
    let found = source("use crate::a::Thing; pub struct Other(Option<Box<Thing>>);").loops();
    assert_eq!(
        found,
        BTreeSet::from([vec!["a::c".to_owned(), "b".to_owned()]])
    );
    let in_tests = "pub struct Other; #[cfg(test)] mod tests { use crate::a::Thing; }";
    assert!(source(in_tests).loops().is_empty());
}
