//! What the mails say, in three languages. All have one shape: some sentences, one button, one line of small print.

use askama::Template;
use domain::{Error, locale::Locale};
use serde::{Deserialize, Serialize};

use super::Mail;
use crate::Settings;

/// The occasions on which we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Letter {
    VerifyEmail,
    ResetPassword,
    /// To the address that an account is to have.
    ConfirmEmail,
    /// To the address that an account had.
    EmailChanged,
    PasswordChanged,
    /// Codes or passkeys were added, renewed or taken away.
    FactorsChanged,
    /// The grace period has begun.
    DeletionRequested,
}

impl Letter {
    #[cfg(test)]
    pub(super) const ALL: [Self; 7] = [
        Self::VerifyEmail,
        Self::ResetPassword,
        Self::ConfirmEmail,
        Self::EmailChanged,
        Self::PasswordChanged,
        Self::FactorsChanged,
        Self::DeletionRequested,
    ];

    /// The page that its button opens.
    pub(crate) const fn page(self) -> &'static str {
        match self {
            Self::VerifyEmail => "/verificar",
            Self::ResetPassword => "/restablecer",
            Self::ConfirmEmail => "/confirmar-email",
            Self::EmailChanged => "/deshacer-cambio",
            Self::PasswordChanged => "/recuperar",
            Self::FactorsChanged => "/panel/ajustes/seguridad",
            Self::DeletionRequested => "/ingresar",
        }
    }
}

struct Words {
    subject: &'static str,
    paragraphs: &'static [&'static str],
    button: &'static str,
    fine: &'static str,
}

/// The words around every letter.
struct Frame {
    hello: &'static str,
    /// Before the bare address, for who can't press the button.
    otherwise: &'static str,
    why: &'static str,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    locale: &'a str,
    site: &'a str,
    heading: &'a str,
    frame: &'a Frame,
    words: &'a Words,
    address: &'a str,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    site: &'a str,
    frame: &'a Frame,
    words: &'a Words,
    address: &'a str,
}

/// Writes a letter whose button leads to a path of our site.
pub(crate) fn compose(
    settings: &Settings,
    letter: Letter,
    locale: Locale,
    path: &str,
) -> Result<Mail, Error> {
    let (words, frame, site) = (words(letter, locale), frame(locale), &settings.public_url);
    let address = format!("{site}{path}");
    Ok(Mail {
        subject: words.subject.to_owned(),
        text: Text { site, frame: &frame, words: &words, address: &address }.render()?,
        html: Html {
            locale: locale.tag(),
            site,
            heading: words.subject,
            frame: &frame,
            words: &words,
            address: &address,
        }
        .render()?,
        // All of them are about the account itself.
        unsubscribe: None,
    })
}

const fn frame(locale: Locale) -> Frame {
    match locale {
        Locale::EsAr => Frame {
            hello: "¡Hola!",
            otherwise: "Si el botón no anda, copiá este enlace en tu navegador:",
            why: "Te escribimos porque este e-mail está en una cuenta de LABUREMOS. Nunca te vamos a pedir la contraseña por mail.",
        },
        Locale::En => Frame {
            hello: "Hello!",
            otherwise: "If the button does not work, copy this link into your browser:",
            why: "We write to you because this e-mail belongs to a LABUREMOS account. We will never ask for your password by mail.",
        },
        Locale::PtBr => Frame {
            hello: "Olá!",
            otherwise: "Se o botão não funcionar, copie este link no seu navegador:",
            why: "Escrevemos porque este e-mail está em uma conta do LABUREMOS. Nunca vamos pedir sua senha por e-mail.",
        },
    }
}

const fn words(letter: Letter, locale: Locale) -> Words {
    match (letter, locale) {
        (Letter::VerifyEmail, Locale::EsAr) => Words {
            subject: "Confirmá tu e-mail",
            paragraphs: &[
                "Falta un paso: confirmá que este e-mail es tuyo. Así los avisos de tus trabajos y de tu plata llegan a donde tienen que llegar.",
            ],
            button: "Confirmar mi e-mail",
            fine: "El enlace sirve una sola vez y vence en 24 horas. Si no creaste una cuenta en LABUREMOS, no hace falta que hagas nada.",
        },
        (Letter::VerifyEmail, Locale::En) => Words {
            subject: "Confirm your e-mail",
            paragraphs: &[
                "One step to go: confirm that this e-mail is yours, so that news of your work and your money reaches you.",
            ],
            button: "Confirm my e-mail",
            fine: "The link works once and ends in 24 hours. If you did not open a LABUREMOS account, there is nothing you need to do.",
        },
        (Letter::VerifyEmail, Locale::PtBr) => Words {
            subject: "Confirme seu e-mail",
            paragraphs: &[
                "Falta um passo: confirme que este e-mail é seu. Assim os avisos dos seus trabalhos e do seu dinheiro chegam até você.",
            ],
            button: "Confirmar meu e-mail",
            fine: "O link vale uma vez e expira em 24 horas. Se você não criou uma conta no LABUREMOS, não precisa fazer nada.",
        },
        (Letter::ResetPassword, Locale::EsAr) => Words {
            subject: "Elegí una contraseña nueva",
            paragraphs: &[
                "Con este botón elegís una contraseña nueva para tu cuenta de LABUREMOS.",
                "Al guardarla cerramos la sesión en todos los dispositivos donde estaba abierta.",
            ],
            button: "Elegir mi contraseña",
            fine: "El enlace sirve una sola vez y vence en 30 minutos. Si no lo pediste vos, dejalo pasar: nada cambia.",
        },
        (Letter::ResetPassword, Locale::En) => Words {
            subject: "Choose a new password",
            paragraphs: &[
                "This button lets you choose a new password for your LABUREMOS account.",
                "Once it is saved, you are signed out on every device.",
            ],
            button: "Choose my password",
            fine: "The link works once and ends in 30 minutes. If it was not you who asked, let it be: nothing changes.",
        },
        (Letter::ResetPassword, Locale::PtBr) => Words {
            subject: "Escolha uma nova senha",
            paragraphs: &[
                "Com este botão você escolhe uma nova senha para a sua conta do LABUREMOS.",
                "Ao salvar, encerramos a sessão em todos os dispositivos em que ela estava aberta.",
            ],
            button: "Escolher minha senha",
            fine: "O link vale uma vez e expira em 30 minutos. Se não foi você quem pediu, pode ignorar: nada muda.",
        },
        (Letter::ConfirmEmail, Locale::EsAr) => Words {
            subject: "Confirmá tu e-mail nuevo",
            paragraphs: &[
                "Pediste usar este e-mail en tu cuenta de LABUREMOS. Cuando lo confirmes, vas a ingresar con él.",
            ],
            button: "Usar este e-mail",
            fine: "El enlace sirve una sola vez y vence en 24 horas. Si no lo pediste vos, dejalo pasar: nada cambia.",
        },
        (Letter::ConfirmEmail, Locale::En) => Words {
            subject: "Confirm your new e-mail",
            paragraphs: &[
                "You asked to use this e-mail for your LABUREMOS account. Once you confirm it, you sign in with it.",
            ],
            button: "Use this e-mail",
            fine: "The link works once and ends in 24 hours. If it was not you who asked, let it be: nothing changes.",
        },
        (Letter::ConfirmEmail, Locale::PtBr) => Words {
            subject: "Confirme seu novo e-mail",
            paragraphs: &[
                "Você pediu para usar este e-mail na sua conta do LABUREMOS. Ao confirmar, você passa a entrar com ele.",
            ],
            button: "Usar este e-mail",
            fine: "O link vale uma vez e expira em 24 horas. Se não foi você quem pediu, pode ignorar: nada muda.",
        },
        (Letter::EmailChanged, Locale::EsAr) => Words {
            subject: "Cambió el e-mail de tu cuenta",
            paragraphs: &[
                "Desde ahora tu cuenta de LABUREMOS tiene otro e-mail, y a este ya no le escribimos.",
                "Si no fuiste vos, deshacelo: la cuenta vuelve a este e-mail, cerramos todas las sesiones y te mandamos un enlace para elegir otra contraseña.",
            ],
            button: "No fui yo: deshacer el cambio",
            fine: "El enlace sirve una sola vez, durante 7 días. Si el cambio lo hiciste vos, no hace falta que hagas nada.",
        },
        (Letter::EmailChanged, Locale::En) => Words {
            subject: "The e-mail of your account has changed",
            paragraphs: &[
                "Your LABUREMOS account now has another e-mail, and we no longer write to this one.",
                "If it was not you, undo it: the account returns to this e-mail, all sessions end, and we send you a link to choose another password.",
            ],
            button: "It was not me: undo the change",
            fine: "The link works once, for 7 days. If you made the change yourself, there is nothing you need to do.",
        },
        (Letter::EmailChanged, Locale::PtBr) => Words {
            subject: "O e-mail da sua conta mudou",
            paragraphs: &[
                "A partir de agora sua conta do LABUREMOS tem outro e-mail, e não escrevemos mais para este.",
                "Se não foi você, desfaça: a conta volta para este e-mail, encerramos todas as sessões e enviamos um link para você escolher outra senha.",
            ],
            button: "Não fui eu: desfazer a mudança",
            fine: "O link vale uma vez, durante 7 dias. Se foi você quem mudou, não precisa fazer nada.",
        },
        (Letter::PasswordChanged, Locale::EsAr) => Words {
            subject: "Cambió tu contraseña",
            paragraphs: &[
                "La contraseña de tu cuenta de LABUREMOS acaba de cambiar, y cerramos las demás sesiones.",
                "Si no fuiste vos, elegí otra ahora mismo:",
            ],
            button: "Recuperar mi cuenta",
            fine: "Si la cambiaste vos, no hace falta que hagas nada.",
        },
        (Letter::PasswordChanged, Locale::En) => Words {
            subject: "Your password has changed",
            paragraphs: &[
                "The password of your LABUREMOS account has just changed, and all other sessions have ended.",
                "If it was not you, choose another one right now:",
            ],
            button: "Recover my account",
            fine: "If you changed it yourself, there is nothing you need to do.",
        },
        (Letter::PasswordChanged, Locale::PtBr) => Words {
            subject: "Sua senha mudou",
            paragraphs: &[
                "A senha da sua conta do LABUREMOS acaba de mudar, e encerramos as outras sessões.",
                "Se não foi você, escolha outra agora mesmo:",
            ],
            button: "Recuperar minha conta",
            fine: "Se foi você quem mudou, não precisa fazer nada.",
        },
        (Letter::FactorsChanged, Locale::EsAr) => Words {
            subject: "Cambió cómo ingresás a tu cuenta",
            paragraphs: &[
                "En la seguridad de tu cuenta de LABUREMOS se agregaron, renovaron o quitaron códigos de verificación o llaves de acceso.",
                "Si no fuiste vos, entrá ahora mismo, cambiá la contraseña y cerrá las demás sesiones:",
            ],
            button: "Revisar mi seguridad",
            fine: "Si lo hiciste vos, no hace falta que hagas nada.",
        },
        (Letter::FactorsChanged, Locale::En) => Words {
            subject: "How you sign in has changed",
            paragraphs: &[
                "Verification codes or passkeys of your LABUREMOS account were added, renewed or taken away.",
                "If it was not you, go there right now, change your password and end the other sessions:",
            ],
            button: "Check my security",
            fine: "If you did it yourself, there is nothing you need to do.",
        },
        (Letter::FactorsChanged, Locale::PtBr) => Words {
            subject: "Mudou a forma de entrar na sua conta",
            paragraphs: &[
                "Códigos de verificação ou chaves de acesso da sua conta do LABUREMOS foram adicionados, renovados ou removidos.",
                "Se não foi você, entre agora mesmo, mude a senha e encerre as outras sessões:",
            ],
            button: "Revisar minha segurança",
            fine: "Se foi você, não precisa fazer nada.",
        },
        (Letter::DeletionRequested, Locale::EsAr) => Words {
            subject: "Tu cuenta se va a eliminar",
            paragraphs: &[
                "Pediste eliminar tu cuenta de LABUREMOS. Cerramos tus sesiones y pausamos tus servicios; en 30 días se borra todo lo tuyo.",
                "Si cambiaste de idea, o si no fuiste vos, ingresá antes y todo queda como estaba:",
            ],
            button: "Quedarme en LABUREMOS",
            fine: "Si querés irte, no hace falta que hagas nada más.",
        },
        (Letter::DeletionRequested, Locale::En) => Words {
            subject: "Your account is going to be deleted",
            paragraphs: &[
                "You asked us to delete your LABUREMOS account. Your sessions have ended and your services are paused; in 30 days all that is yours will be gone.",
                "If you change your mind, or if it was not you, sign in before then and everything stays as it was:",
            ],
            button: "Stay on LABUREMOS",
            fine: "If you want to leave, there is nothing more you need to do.",
        },
        (Letter::DeletionRequested, Locale::PtBr) => Words {
            subject: "Sua conta vai ser excluída",
            paragraphs: &[
                "Você pediu para excluir sua conta do LABUREMOS. Encerramos suas sessões e pausamos seus serviços; em 30 dias tudo o que é seu será apagado.",
                "Se mudou de ideia, ou se não foi você, entre antes disso e tudo fica como estava:",
            ],
            button: "Ficar no LABUREMOS",
            fine: "Se quer sair, não precisa fazer mais nada.",
        },
    }
}
