<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

/** A backup could not be made, read, sent or restored. The message is translated and says what to do; nothing was changed. */
final class BackupRefused extends \RuntimeException {}
