//! What those who embed the facade build on: a change of it shows here.
//!
//! A lint sees to it that what is `pub` can be reached from outside
//! (`unreachable_pub`), so that the public items of the sources are the public
//! interface of their crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::{Attribute, File, ImplItem, Item, ItemImpl, TraitItem, Type, Visibility};

/// The facade and the crates that it hands on.
const CRATES: [&str; 8] = [
    "waardenscan",
    "document",
    "docx",
    "dutch",
    "lexicon",
    "pdf",
    "score",
    "structure",
];

#[test]
fn the_interface_is_as_it_was() {
    for name in CRATES {
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../crates")
            .join(name)
            .join("src");
        let mut items = Vec::new();
        read(&source, &mut items);
        let types: BTreeSet<String> = items.iter().filter_map(name_of_type).collect();
        let interface: BTreeSet<String> = items
            .into_iter()
            .filter_map(|item| public(item, &types))
            .map(shown)
            .collect();
        let interface: Vec<String> = interface.into_iter().collect();
        insta::assert_snapshot!(format!("api_{name}"), interface.concat());
    }
}

/// Adds the items of all files below `folder`.
fn read(folder: &Path, items: &mut Vec<Item>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, items);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file: File = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            items.extend(file.items);
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The name of a type or trait of which implementations count.
fn name_of_type(item: &Item) -> Option<String> {
    let (visibility, name) = match item {
        Item::Enum(it) => (&it.vis, &it.ident),
        Item::Struct(it) => (&it.vis, &it.ident),
        Item::Trait(it) => (&it.vis, &it.ident),
        Item::Type(it) => (&it.vis, &it.ident),
        _ => return None,
    };
    is_public(visibility).then(|| name.to_string())
}

/// The item without what nobody outside sees; none where that is all of it.
fn public(mut item: Item, types: &BTreeSet<String>) -> Option<Item> {
    let (visibility, attributes) = match &mut item {
        Item::Const(it) => {
            *it.expr = syn::parse_quote!(_);
            (&it.vis, &mut it.attrs)
        }
        Item::Enum(it) => {
            for variant in &mut it.variants {
                told(&mut variant.attrs);
                variant
                    .fields
                    .iter_mut()
                    .for_each(|field| told(&mut field.attrs));
            }
            (&it.vis, &mut it.attrs)
        }
        Item::Fn(it) => {
            it.block.stmts.clear();
            (&it.vis, &mut it.attrs)
        }
        Item::Impl(it) => return implementation(it, types).then_some(item),
        Item::Mod(it) => (&it.vis, &mut it.attrs),
        Item::Struct(it) => {
            it.fields
                .iter_mut()
                .for_each(|field| told(&mut field.attrs));
            if let syn::Fields::Named(fields) = &mut it.fields {
                let all = std::mem::take(&mut fields.named);
                fields.named = all
                    .into_iter()
                    .filter(|field| is_public(&field.vis))
                    .collect();
            }
            (&it.vis, &mut it.attrs)
        }
        Item::Trait(it) => {
            for item in &mut it.items {
                if let TraitItem::Fn(function) = item {
                    told(&mut function.attrs);
                    function
                        .default
                        .iter_mut()
                        .for_each(|block| block.stmts.clear());
                }
            }
            (&it.vis, &mut it.attrs)
        }
        Item::Type(it) => (&it.vis, &mut it.attrs),
        Item::Use(it) => (&it.vis, &mut it.attrs),
        _ => return None,
    };
    if !is_public(visibility) || is_conditional(attributes) {
        return None;
    }
    told(attributes);
    Some(item)
}

/// Leaves of an implementation what is public; false where nothing is.
fn implementation(it: &mut ItemImpl, types: &BTreeSet<String>) -> bool {
    let Type::Path(own) = &*it.self_ty else {
        return false;
    };
    let own = own.path.segments.last().map(|last| last.ident.to_string());
    if !own.is_some_and(|own| types.contains(&own)) || is_conditional(&it.attrs) {
        return false;
    }
    told(&mut it.attrs);
    if it.trait_.is_some() {
        it.items.retain(|item| matches!(item, ImplItem::Type(_)));
        return true;
    }
    it.items.retain_mut(|item| match item {
        ImplItem::Const(constant) => {
            told(&mut constant.attrs);
            constant.expr = syn::parse_quote!(_);
            is_public(&constant.vis)
        }
        ImplItem::Fn(function) => {
            told(&mut function.attrs);
            function.block.stmts.clear();
            is_public(&function.vis)
        }
        _ => false,
    });
    !it.items.is_empty()
}

fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("cfg"))
}

/// Keeps the attributes that others notice.
fn told(attributes: &mut Vec<Attribute>) {
    attributes.retain(|it| {
        ["derive", "must_use", "non_exhaustive"]
            .iter()
            .any(|name| it.path().is_ident(name))
    });
}

fn shown(item: Item) -> String {
    let file = File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    prettyplease::unparse(&file) + "\n"
}
