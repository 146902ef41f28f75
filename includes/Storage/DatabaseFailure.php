<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** The database refused a statement: full, locked, gone, or the statement is wrong. Nothing of its transaction remains. */
final class DatabaseFailure extends \RuntimeException {}
