//! `/auth/*`: registering, signing in and out, tokens, sessions.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;
use domain::{
    Error,
    auth::{Registration, SignIn, Viewer},
    ids::SessionId,
    paging::Page as ListPage,
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use services::{
    Services,
    auth::{self, ACCESS_LIFETIME, Account, Refreshed, SessionInfo, SignedIn},
};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::{Body, Caller, From, Page},
    session::{self, REFRESH_COOKIE},
    state::AppState,
};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(login))
        .routes(routes!(refresh))
        .routes(routes!(logout))
        .routes(routes!(me))
        .routes(routes!(sessions))
        .routes(routes!(revoke_session))
}

/// A new account. Nothing else that is sent is looked at, a role least of all.
#[derive(Deserialize, ToSchema)]
pub struct RegisterBody {
    #[serde(default)]
    email: String,
    /// 8 to 128 characters; common ones are refused.
    #[serde(default)]
    password: String,
    /// 2 to 60 characters.
    #[serde(default)]
    name: String,
}

#[derive(Deserialize, ToSchema)]
pub struct LoginBody {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// Where the account asks for it: a code of the app, or a recovery code.
    #[serde(default)]
    totp: String,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct RefreshBody {
    /// Left out by browsers, whose cookie is taken.
    refresh_token: Option<String>,
}

#[derive(Default, Deserialize, ToSchema)]
pub struct LogoutBody {
    /// All sessions of the account, not only this one.
    #[serde(default)]
    everywhere: bool,
}

/// Somebody is in.
#[derive(Serialize, ToSchema)]
pub struct SignedInAnswer {
    user: Account,
    #[serde(flatten)]
    tokens: TokensAnswer,
}

#[derive(Serialize, ToSchema)]
pub struct TokensAnswer {
    access_token: String,
    /// `Bearer`
    token_type: &'static str,
    /// Seconds.
    expires_in: i64,
    /// Good for one exchange within seven days. Left out where it is in a cookie that scripts must not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct MeAnswer {
    user: Account,
}

impl TokensAnswer {
    fn new(access_token: String, refresh_token: Option<String>) -> Self {
        Self { access_token, token_type: "Bearer", expires_in: ACCESS_LIFETIME.num_seconds(), refresh_token }
    }
}

pub(super) async fn signed_in(
    services: &Services,
    signed_in: SignedIn,
) -> Result<Json<SignedInAnswer>, ApiError> {
    let user = auth::get_account(services, &signed_in.viewer).await?;
    let tokens = TokensAnswer::new(signed_in.tokens.access_token, Some(signed_in.tokens.refresh_token));
    Ok(Json(SignedInAnswer { user, tokens }))
}

/// Answers with tokens are nobody else's business.
pub(super) fn private(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    response
}

/// Make an account and sign it in.
#[utoipa::path(
    post, path = "/auth/register", tag = "auth", request_body = RegisterBody,
    responses(
        (status = 201, body = SignedInAnswer),
        (status = 422, description = "A field is wrong, or the e-mail is taken", body = Problem),
        (status = 429, body = Problem),
    )
)]
async fn register(
    State(services): State<Services>,
    From(origin): From,
    Page(page): Page,
    Body(body): Body<RegisterBody>,
) -> Result<Response, ApiError> {
    let registration =
        Registration::parse(&body.email, &body.password, &body.name).map_err(Error::Invalid)?;
    let made = auth::register(&services, &origin, page.locale, registration).await?;
    let answer = signed_in(&services, made).await?;
    Ok(private((StatusCode::CREATED, answer)))
}

/// Sign in.
#[utoipa::path(
    post, path = "/auth/login", tag = "auth", request_body = LoginBody,
    responses(
        (status = 200, body = SignedInAnswer),
        (status = 401, description = "The type ends in wrong-credentials, account-suspended, second-factor-required or wrong-code", body = Problem),
        (status = 422, body = Problem),
        (status = 429, body = Problem),
    )
)]
async fn login(
    State(services): State<Services>,
    From(origin): From,
    Body(body): Body<LoginBody>,
) -> Result<Response, ApiError> {
    let attempt = SignIn::parse(&body.email, &body.password)
        .and_then(|attempt| attempt.with_code(&body.totp))
        .map_err(Error::Invalid)?;
    let opened = auth::sign_in(&services, &origin, attempt).await?;
    Ok(private(signed_in(&services, opened).await?))
}

/// Exchange a refresh token for new tokens. The old one is dead; shown again, it ends its session.
#[utoipa::path(
    post, path = "/auth/refresh", tag = "auth", request_body = Option<RefreshBody>,
    responses((status = 200, body = TokensAnswer), (status = 401, body = Problem))
)]
async fn refresh(
    State(services): State<Services>,
    From(origin): From,
    cookies: CookieJar,
    body: Bytes,
) -> Result<Response, ApiError> {
    let body: RefreshBody = read_optional(&body)?;
    let cookie = cookies.get(REFRESH_COOKIE).map(|cookie| cookie.value().to_owned());
    let is_by_cookie = body.refresh_token.is_none() && cookie.is_some();
    let token = body.refresh_token.or(cookie).ok_or(Error::SignInRequired)?;
    let tokens = match auth::refresh(&services, &origin, &token).await? {
        Refreshed::Rotated(signed_in) => signed_in.tokens,
        // A moment ago another request of this client was faster, and its answer has them.
        Refreshed::JustRotated(_) => return Err(ApiError(Error::SignInRequired)),
    };
    let shown = (!is_by_cookie).then(|| tokens.refresh_token.clone());
    let mut response = Json(TokensAnswer::new(tokens.access_token.clone(), shown)).into_response();
    if is_by_cookie {
        session::set_session_cookies(&mut response, &tokens);
    }
    Ok(private(response))
}

/// End this session, or all of the account. Access and refresh tokens are dead at once.
#[utoipa::path(
    post, path = "/auth/logout", tag = "auth", request_body = Option<LogoutBody>, security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem))
)]
async fn logout(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    body: Bytes,
) -> Result<Response, ApiError> {
    let body: LogoutBody = read_optional(&body)?;
    auth::sign_out(&services, &origin, &viewer, body.everywhere).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    session::forget_browser(&mut response);
    Ok(response)
}

/// The account of the caller.
#[utoipa::path(
    get, path = "/auth/me", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = MeAnswer), (status = 401, body = Problem))
)]
async fn me(State(services): State<Services>, Caller(viewer): Caller) -> Result<Json<MeAnswer>, ApiError> {
    Ok(Json(MeAnswer { user: auth::get_account(&services, &viewer).await? }))
}

/// Where the account is signed in, the latest first.
#[utoipa::path(
    get, path = "/auth/sessions", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = ListPage<SessionInfo>), (status = 401, body = Problem))
)]
async fn sessions(
    State(services): State<Services>,
    Caller(viewer): Caller,
) -> Result<Json<ListPage<SessionInfo>>, ApiError> {
    let items = auth::list_sessions(&services, &viewer).await?;
    Ok(Json(ListPage { items, next_cursor: None }))
}

/// End one of the account's sessions.
#[utoipa::path(
    delete, path = "/auth/sessions/{id}", tag = "auth", security(("bearer" = [])),
    params(("id" = SessionId, Path, description = "As the list says it")),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem))
)]
async fn revoke_session(
    State(services): State<Services>,
    Caller(viewer): Caller,
    From(origin): From,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    auth::revoke_session(&services, &origin, &viewer, id).await?;
    Ok(answer_to_end(&viewer, id))
}

/// Who ends the session they are in is signed out by it.
fn answer_to_end(viewer: &Viewer, ended: SessionId) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if viewer.session_id == ended {
        session::forget_browser(&mut response);
    }
    response
}

/// A JSON body that may be left out.
fn read_optional<T: Default + for<'de> Deserialize<'de>>(body: &Bytes) -> Result<T, Error> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(T::default());
    }
    serde_json::from_slice(body).map_err(|_| Error::field("body", "invalid_json"))
}
