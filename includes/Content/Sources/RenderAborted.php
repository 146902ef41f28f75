<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** A plugin tried to redirect or to end the page while a post was rendered. */
final class RenderAborted extends \RuntimeException {}
