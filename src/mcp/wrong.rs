//! Requests whose parameters do not fit their method. The library takes them for methods that it does not know; they are
//! told what is wrong.

use super::arguments::shortened;
use rmcp::ErrorData;
use rmcp::model::{
    CallToolRequestParams, CompleteRequestParams, CustomRequest, ErrorCode, GetPromptRequestParams,
    InitializeRequestParams, PaginatedRequestParams, ReadResourceRequestParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What is wrong with a request that the library could not make sense of.
pub(super) fn error(request: &CustomRequest) -> ErrorData {
    let method = shortened(&request.method);
    let why = match request.method.as_str() {
        "initialize" => why::<InitializeRequestParams>(request),
        "tools/call" => why::<CallToolRequestParams>(request),
        "prompts/get" => why::<GetPromptRequestParams>(request),
        "resources/read" => why::<ReadResourceRequestParams>(request),
        "completion/complete" => why::<CompleteRequestParams>(request),
        "tools/list" | "prompts/list" | "resources/list" | "resources/templates/list" => {
            why::<PaginatedRequestParams>(request)
        }
        "ping" | "server/discover" => "its parameters are wrong".to_owned(),
        _ => return ErrorData::new(ErrorCode::METHOD_NOT_FOUND, method, None),
    };
    ErrorData::invalid_params(format!("{method}: {}", shortened(&why)), None)
}

fn why<T: DeserializeOwned>(request: &CustomRequest) -> String {
    let given = request.params.clone();
    let params = given.unwrap_or_else(|| Value::Object(Map::new()));
    let tried = serde_json::from_value::<T>(params).err();
    tried.map_or_else(
        || "its parameters are wrong".to_owned(),
        |error| error.to_string(),
    )
}
