<?php

declare( strict_types=1 );

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/Autoloader.php';
Aaia\Chatbot\Autoloader::register();
( new Aaia\Chatbot\Plugin( __DIR__ . '/aaia-chatbot.php' ) )->uninstall();
