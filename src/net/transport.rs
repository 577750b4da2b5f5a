//! The HTTP transport: TLS with Mozilla's root certificates in addition to the system's, a connect time-out, no
//! `Referer` header.

use super::{Settings, failure::chain, never_asked};
use crate::error::{Bilingual, Error, NextStep, Refusal, Result};
use std::path::Path;

/// What holds for every request; redirects are followed by hand (see [`super::redirect`]).
pub(super) fn builder(settings: &Settings) -> Result<reqwest::ClientBuilder> {
    // Mozilla's root certificates in addition to the system's: a bare container has no CA files at all.
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let mut certificates: Vec<_> = roots
        .filter_map(|root| reqwest::Certificate::from_der(root).ok())
        .collect();
    if let Some(path) = &settings.extra_ca {
        certificates.extend(load_certificates(path)?);
    }

    Ok(reqwest::Client::builder()
        .user_agent(&settings.user_agent)
        .connect_timeout(settings.timeout / 2)
        .pool_max_idle_per_host(1)
        .referer(false)
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_merge(certificates))
}

/// The client.
pub(super) fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder.build().map_err(no_client)
}

fn no_client(error: reqwest::Error) -> Error {
    let causes = chain(&error.without_url());
    let cause = Bilingual::new(
        format!("the HTTP client cannot start: {causes}"),
        format!("HTTP-клиент не запускается ({causes})"),
    );
    never_asked("", cause)
}

fn load_certificates(path: &Path) -> Result<Vec<reqwest::Certificate>> {
    let pem = std::fs::read(path).map_err(|error| Error::file(path, error))?;
    let certificates = reqwest::Certificate::from_pem_bundle(&pem)
        .map_err(|error| Error::file(path, unread_certificates(&chain(&error.without_url()))))?;
    // An empty bundle would leave the user with a failing handshake and no reason.
    if certificates.is_empty() {
        let refusal = Refusal::new("no certificate in it", "в файле нет сертификата", PEM_FILE);
        return Err(Error::file(path, refusal));
    }

    Ok(certificates)
}

const PEM_FILE: NextStep = (
    "http.extra_ca in the configuration names a PEM file of certificates",
    "в http.extra_ca в настройках указывают файл PEM с сертификатами",
);

fn unread_certificates(causes: &str) -> Refusal {
    Refusal::new(
        causes,
        format!("сертификаты не читаются ({causes})"),
        PEM_FILE,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Client;

    #[test]
    fn an_authority_file_without_certificates_is_named() {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        let settings = Settings {
            extra_ca: Some(path.to_owned()),
            ..Settings::default()
        };
        let error = Client::new(settings, Box::new(())).err().unwrap();
        assert_eq!(
            (error.exit_code(), error.to_string().contains("Cargo.toml")),
            (1, true),
            "{error}"
        );
    }
}
