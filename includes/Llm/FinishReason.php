<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Why a model stopped generating. */
enum FinishReason: string {

	case Stop          = 'stop';
	case Length        = 'length';
	case ToolCalls     = 'tool-calls';
	case ContentFilter = 'content-filter';
}
