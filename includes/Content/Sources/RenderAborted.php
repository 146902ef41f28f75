<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** While a post was read, a plugin wanted to redirect its visitor or to end the page. */
final class RenderAborted extends \RuntimeException {}
